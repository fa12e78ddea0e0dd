"""Counts what a block sends to PostgreSQL and Redis."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg
import pytest
from flask import Flask
from psycopg.pq import PipelineStatus, TransactionStatus
from redis.connection import AbstractConnection

from clinic_portal.foundation.lately import Lately
from clinic_portal.foundation.web import shared


@dataclass
class Counts:
    """The texts of the statements, without BEGIN, the clinic's place and COMMIT, and the names of the commands."""

    statements: list[str] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    flights: int = 0
    """Round trips: what travels together is one, and so is a COMMIT alone."""


def forget_parts(app: Flask) -> None:
    """What was drawn before is not given again: the next page is drawn."""
    app.extensions["shared"].parts = Lately(shared.PARTS, shared.PART_SECONDS)


@contextmanager
def counting(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counts]:
    counts = Counts()
    cursor_execute = psycopg.Cursor.execute
    together, commit = psycopg.Connection.pipeline, psycopg.Connection.commit
    send_one, pack_many = AbstractConnection.send_command, AbstractConnection.pack_commands

    def execute(self: Any, query: Any, *rest: Any, **options: Any) -> Any:
        if not str(query).startswith(("BEGIN", "SET LOCAL app.clinic_id", "COMMIT")):
            counts.statements.append(str(query))
        counts.flights += self.connection.pgconn.pipeline_status == PipelineStatus.OFF
        return cursor_execute(self, query, *rest, **options)

    def pipeline(self: Any) -> Any:
        counts.flights += 1
        return together(self)

    def commit_alone(self: Any) -> None:
        counts.flights += self.pgconn.transaction_status != TransactionStatus.IDLE
        commit(self)

    def send_command(self: Any, name: str, *rest: Any, **options: Any) -> Any:
        counts.commands.append(name)
        return send_one(self, name, *rest, **options)

    def pack_commands(self: Any, commands: Any) -> Any:
        many = list(commands)
        counts.commands += [command[0] for command in many]
        return pack_many(self, many)

    with monkeypatch.context() as patch:
        patch.setattr(psycopg.Cursor, "execute", execute)
        patch.setattr(psycopg.Connection, "pipeline", pipeline)
        patch.setattr(psycopg.Connection, "commit", commit_alone)
        patch.setattr(AbstractConnection, "send_command", send_command)
        patch.setattr(AbstractConnection, "pack_commands", pack_commands)
        yield counts
