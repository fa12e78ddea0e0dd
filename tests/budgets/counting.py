"""Counts what a block sends to PostgreSQL and Redis."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg
import pytest
from redis import Redis


@dataclass
class Counts:
    """The texts of the statements, without BEGIN, the clinic's place and COMMIT, and the names of the commands."""

    statements: list[str] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)


@contextmanager
def counting(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counts]:
    counts = Counts()
    cursor_execute, command = psycopg.Cursor.execute, Redis.execute_command

    def execute(self: Any, query: Any, *rest: Any, **options: Any) -> Any:
        if not str(query).startswith(("BEGIN", "SET LOCAL app.clinic_id")):
            counts.statements.append(str(query))
        return cursor_execute(self, query, *rest, **options)

    def execute_command(self: Any, name: str, *rest: Any, **options: Any) -> Any:
        counts.commands.append(name)
        return command(self, name, *rest, **options)

    with monkeypatch.context() as patch:
        patch.setattr(psycopg.Cursor, "execute", execute)
        patch.setattr(Redis, "execute_command", execute_command)
        yield counts
