"""Rows from PostgreSQL the shortest way: one connection a thread, autocommit, prepared, past row security."""

import threading
from typing import Any

import psycopg

from benchmarks.floor.plan import told

PLAN = told()
_here = threading.local()


def connection() -> psycopg.Connection[tuple[Any, ...]]:
    """This thread's own; moments come in the clinic's time zone."""
    if not hasattr(_here, "connection"):
        _here.connection = psycopg.connect(
            PLAN.database_url,
            autocommit=True,
            prepare_threshold=0,
            options=f"-c timezone={PLAN.time_zone}",
        )
    return _here.connection


def rows(statement: str, *values: object) -> list[tuple[Any, ...]]:
    return connection().execute(statement, values).fetchall()
