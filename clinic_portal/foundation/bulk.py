"""Many rows of the entered clinic at once, a statement for some thousands: row security lets no COPY through."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from psycopg import Cursor, sql

from clinic_portal.foundation.tenancy import current_clinic_id
from clinic_portal.foundation.work import current_work

ROWS = 4000


def insert_many(table: str, types: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows whose values stand in the order of `types` (column → PostgreSQL type); `clinic_id` is added."""
    for _ in _inserted(table, types, rows, sql.SQL("")):
        pass


def insert_many_giving_ids(table: str, types: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> Iterator[int]:
    """The same; gives the new rows' ids in the rows' order."""
    for cursor in _inserted(table, types, rows, sql.SQL(" RETURNING id")):
        yield from sorted(row[0] for row in cursor)


def _inserted(
    table: str, types: Mapping[str, str], rows: Iterable[Sequence[Any]], ending: sql.SQL
) -> Iterator[Cursor[Any]]:
    clinic_id, statement, rest = current_clinic_id(), _statement(table, types) + ending, iter(rows)
    with _driver_cursor() as cursor:
        while part := list(islice(rest, ROWS)):
            cursor.execute(statement, [clinic_id, *(list(column) for column in zip(*part, strict=True))])
            yield cursor


def _statement(table: str, types: Mapping[str, str]) -> sql.Composed:
    """Rows keep their order, so that ids do."""
    columns = sql.SQL(", ").join(sql.Identifier(name) for name in types)
    arrays = sql.SQL(", ").join(sql.SQL("%s::" + kind + "[]") for kind in types.values())
    return sql.SQL(
        "INSERT INTO {table} (clinic_id, {columns}) SELECT %s, {columns}"
        " FROM unnest({arrays}) WITH ORDINALITY AS given ({columns}, ordinality) ORDER BY ordinality"
    ).format(table=sql.Identifier(*table.split(".")), columns=columns, arrays=arrays)


def _driver_cursor() -> Cursor[Any]:
    """The driver's own, in the open work's transaction, which has entered the clinic."""
    driver = current_work().connection().connection.driver_connection
    if driver is None:
        raise RuntimeError("the connection was closed")
    cursor: Cursor[Any] = driver.cursor()
    return cursor
