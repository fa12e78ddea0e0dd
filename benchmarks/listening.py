"""What a block of this process sends to PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

Sent = tuple[str, Any]
"""A statement and its values."""


@contextmanager
def listening() -> Iterator[list[Sent]]:
    """The driver's statements in the block: hot ones go past SQLAlchemy's own events."""
    sent: list[Sent] = []
    execute = psycopg.Cursor.execute

    def noted(cursor: Any, query: Any, values: Any = None, **options: Any) -> Any:
        if str(query).lstrip("( ").upper().startswith(("SELECT", "WITH")) and "set_config" not in str(query):
            sent.append((str(query), values))
        return execute(cursor, query, values, **options)

    psycopg.Cursor.execute = noted  # type: ignore[method-assign]  # put back below
    try:
        yield sent
    finally:
        psycopg.Cursor.execute = execute  # type: ignore[method-assign]
