"""Many rows at once, in the entered clinic only."""

import psycopg
import pytest

from clinic_portal.foundation.bulk import ROWS, insert_many, insert_many_giving_ids
from clinic_portal.foundation.tenancy import NoClinic, outside
from clinic_portal.foundation.work import work

TYPES = {"name": "text", "minutes": "integer", "hue": "integer"}
TABLE = "agenda.appointment_type"


def names(session) -> list[tuple[int, str]]:
    statement = "SELECT id, name FROM agenda.appointment_type WHERE starts_with(name, 'kind ') ORDER BY id"
    return session.connection().exec_driver_sql(statement).all()


def test_rows_keep_their_order_and_so_do_their_ids(within, norte, sur):
    rows = [(f"kind {number:05}", 30, 1) for number in range(ROWS + 10)]
    with within(norte), work() as session:
        ids = list(insert_many_giving_ids(TABLE, TYPES, rows))
        assert names(session) == [(number, name) for number, (name, *_rest) in zip(ids, rows, strict=True)]
    with within(sur), work() as session:
        assert names(session) == []


def test_no_rows_are_no_statement(within, norte):
    with within(norte), work():
        insert_many(TABLE, TYPES, [])


def test_outside_of_a_clinic_nothing_is_written(app):
    with app.app_context(), outside(), work(), pytest.raises(NoClinic):
        insert_many(TABLE, TYPES, [("kind", 30, 1)])


def test_a_bad_row_undoes_all(within, norte):
    with within(norte):
        with pytest.raises(psycopg.errors.CheckViolation), work():
            insert_many(TABLE, TYPES, [("kind 1", 30, 1), ("kind 2", -1, 1)])
        with work() as session:
            assert names(session) == []
