"""What the database still lacks before pages can be served."""

from functools import cache

import psycopg

from clinic_portal.foundation.database.revisions import newest

_newest = cache(newest)


def database_lacks(app_url: str) -> list[str]:
    """Names what is missing, in plain words; empty when all is there."""
    try:
        with psycopg.connect(app_url, connect_timeout=2) as connection:
            return _migrations_lack(connection)
    except psycopg.OperationalError:
        return ["database: unreachable"]


def _migrations_lack(connection: psycopg.Connection[tuple[str]]) -> list[str]:
    try:
        row = connection.execute("SELECT version_num FROM public.alembic_version").fetchone()
    except (psycopg.errors.UndefinedTable, psycopg.errors.InsufficientPrivilege):
        row = None
    if row is None:
        return ["migrations: none have run"]
    return [] if row[0] == _newest() else [f"migrations: at {row[0]}, expected {_newest()}"]
