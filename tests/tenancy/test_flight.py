"""What is asked for soon travels together, in its order and in the clinic's transaction, and is unmade with it."""

from contextlib import suppress

import pytest
from psycopg import Pipeline
from psycopg.errors import DivisionByZero
from sqlalchemy import select

from clinic_portal.contexts.patients.models import Patient
from clinic_portal.foundation.database.hot import HotWrite
from clinic_portal.foundation.tenancy import inside
from clinic_portal.foundation.work import work

NAME = HotWrite(
    "UPDATE patients.patient SET given = %(given)s WHERE clinic_id = %(clinic_id)s AND id = %(patient_id)s"
    " RETURNING given",
    reviewed="a test's",
)
SEEN = HotWrite(
    "SELECT given FROM patients.patient WHERE id = %(patient_id)s AND clinic_id = %(clinic_id)s", "a test's"
)
FALL = HotWrite("SELECT 1 / (%(clinic_id)s - %(clinic_id)s)", reviewed="a test's")


@pytest.fixture
def clinic(app, norte):
    with app.app_context(), inside(norte.id):
        yield norte


def given(patient_id: int) -> str:
    with work() as session:
        return session.scalars(select(Patient.given).where(Patient.id == patient_id)).one()


def test_each_sees_what_those_before_it_did(clinic):
    one = clinic.patients[0]
    with work() as session:
        asked = SEEN.soon(session, patient_id=one)
        NAME.soon(session, patient_id=one, given="Primera")
        seen = SEEN.soon(session, patient_id=one)
        NAME.soon(session, patient_id=one, given="Segunda")
        assert (asked.rows(), seen.rows()) == ([("María José",)], [("Primera",)])
    assert given(one) == "Segunda"


def test_what_waits_alone_goes_with_the_commit(clinic):
    with work() as session:
        written = NAME.soon(session, patient_id=clinic.patients[0], given="Tercera")
    assert written.rows() == [("Tercera",)]
    assert given(clinic.patients[0]) == "Tercera"


def test_the_driver_speaks_to_the_server_once_for_all_of_a_flight(clinic, monkeypatch):
    spoken: list[int] = []
    speak = Pipeline._communicate_gen

    def noted(pipeline):
        spoken.append(len(pipeline.result_queue))
        return speak(pipeline)

    monkeypatch.setattr(Pipeline, "_communicate_gen", noted)
    with work() as session:
        for _ in range(3):
            SEEN.soon(session, patient_id=clinic.patients[0])
        assert SEEN.rows(session, patient_id=clinic.patients[0]) == [("María José",)]
        assert spoken == [7], "BEGIN, the clinic, four statements and the end of the flight"


def test_it_is_another_clinics_for_nobody(clinic, sur):
    with work() as session:
        assert NAME.soon(session, patient_id=sur.patients[0], given="Cuarta").rows() == []


def test_the_orm_comes_after_what_waits_and_before_what_is_asked_next(clinic):
    one = clinic.patients[0]
    with work() as session:
        NAME.soon(session, patient_id=one, given="Quinta")
        row = session.scalars(select(Patient).where(Patient.id == one)).one()
        assert row.given == "Quinta"
        row.given = "Sexta"
        assert SEEN.soon(session, patient_id=one).rows() == [("Sexta",)]
        NAME.soon(session, patient_id=one, given="Séptima")
        row.family = "Otra"
    assert given(one) == "Séptima"


def test_an_error_of_what_waited_unmakes_the_work_at_the_commit(clinic):
    one = clinic.patients[0]
    with pytest.raises(DivisionByZero):
        _name_and(one, FALL.soon)
    assert given(one) == "María José"


def test_what_waited_is_forgotten_with_its_work(clinic):
    one, never = clinic.patients[0], []
    with pytest.raises(LookupError):
        _name_and(one, lambda session: _fail_after(never.append(SEEN.soon(session, patient_id=one))))
    with pytest.raises(RuntimeError):
        never[0].rows()
    assert given(one) == "María José"


def test_a_nested_part_that_fails_keeps_what_waited_before_it(clinic):
    one, other = clinic.patients[:2]
    with work() as session:
        NAME.soon(session, patient_id=one, given="Décima")
        with suppress(LookupError), session.begin_nested():
            _fail_after(NAME.soon(session, patient_id=other, given="Nunca"))
        with session.begin_nested():
            SEEN.soon(session, patient_id=one)
    assert given(one) == "Décima"
    assert given(other) != "Nunca"


def _name_and(patient_id, then):
    with work() as session:
        NAME.soon(session, patient_id=patient_id, given="Octava")
        then(session)


def _fail_after(_done):
    raise LookupError
