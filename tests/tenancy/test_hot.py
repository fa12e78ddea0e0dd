"""Statements that go around the ORM pass the walls all the same."""

import psycopg
import pytest
from sqlalchemy import select

from clinic_portal.contexts.patients.models import Patient
from clinic_portal.foundation.database.hot import HotRead, HotWrite
from clinic_portal.foundation.database.walls import REVIEWED, UnreviewedStatement
from clinic_portal.foundation.tenancy import NoClinic, inside, outside
from clinic_portal.foundation.work import work

RENAME = HotWrite(
    "UPDATE patients.patient SET given = 'Otra' WHERE clinic_id = %(clinic_id)s AND id = %(patient_id)s RETURNING id",
    reviewed="a test's",
)
REACH = HotWrite(
    "UPDATE patients.patient SET given = 'Otra' WHERE id = %(patient_id)s AND %(clinic_id)s > 0 RETURNING id",
    reviewed="a test's that forgets its clinic",
)


def test_a_hot_statement_says_why_and_is_bound_to_the_clinic():
    with pytest.raises(UnreviewedStatement):
        HotWrite("DELETE FROM patients.patient", reviewed="it forgets the clinic")
    with pytest.raises(UnreviewedStatement):
        HotWrite("DELETE FROM patients.patient WHERE clinic_id = %(clinic_id)s", reviewed="")
    with pytest.raises(UnreviewedStatement):
        HotRead(select(Patient.id))


def test_a_hot_statement_writes_this_clinics_rows_only(app, norte, sur):
    with app.app_context(), inside(norte.id), work() as session:
        assert RENAME.rows(session, patient_id=norte.patients[0]) == [(norte.patients[0],)]
        assert RENAME.rows(session, patient_id=sur.patients[0]) == []


def test_the_second_wall_stands_behind_a_statement_that_forgets_its_clinic(app, norte, sur):
    with app.app_context(), inside(norte.id), work() as session:
        assert REACH.rows(session, patient_id=sur.patients[0]) == []


def test_the_clinic_is_the_sessions_whatever_is_given(app, norte, sur):
    with app.app_context(), inside(norte.id), work() as session:
        assert RENAME.rows(session, patient_id=sur.patients[0], clinic_id=sur.id) == []


def test_outside_of_every_clinic_nothing_runs(app, norte):
    with app.app_context(), outside(), work() as session, pytest.raises(NoClinic):
        RENAME.rows(session, patient_id=norte.patients[0])


def test_a_hot_statement_is_unmade_with_its_work(app, norte):
    with app.app_context(), inside(norte.id):
        with pytest.raises(psycopg.errors.DivisionByZero):
            rename_and_fall(norte.patients[0])
        with work() as session:
            assert session.query(Patient).filter_by(id=norte.patients[0]).one().given == "María José"


def rename_and_fall(patient_id: int) -> None:
    with work() as session:
        RENAME.rows(session, patient_id=patient_id)
        HotWrite("SELECT 1 / (%(clinic_id)s - %(clinic_id)s)", reviewed="a test's").rows(session)


def test_reading_is_marked_as_reviewed():
    statement = select(Patient.id).execution_options(**{REVIEWED: "a test's"})
    with pytest.raises(UnreviewedStatement):
        HotRead(statement)._text  # noqa: B018  # compiled when it is asked for
