"""What a drop or a paste proposes: the strip that asks before anything moves."""

from datetime import timedelta

import pytest

from clinic_portal.contracts.agenda import AgendaContract
from clinic_portal.foundation.directory import find
from tests.agenda.test_pages import HTMX, TOMORROW, booked
from tests.conftest import csrf_of
from tests.stand.cast import RECEPTIONIST, STRANGER

ONE = "/c/norte/agenda/appointments/1"


@pytest.fixture
def desk(browser_of, norte):
    browser = browser_of(RECEPTIONIST)
    booked(browser, norte)
    return browser


def values(norte, **other):
    return {
        "version": 1,
        "day": (TOMORROW + timedelta(days=1)).isoformat(),
        "time": "11:15",
        "minutes": 30,
        "practitioner_id": norte.practitioners[1],
        "room_id": 0,
    } | other


def test_the_strip_says_what_would_happen_and_moves_nothing(desk, norte, within):
    strip = desk.get(f"{ONE}/proposal", query_string=values(norte), headers=HTMX).text
    assert "11:15" in strip
    assert "¿Avisar al paciente?" in strip
    assert strip.count('name="quiet"') == 2
    with within(norte):
        assert find(AgendaContract).appointment(1).version == 1


def test_a_new_length_is_named_with_the_old_one(desk, norte):
    same = values(
        norte,
        day=TOMORROW.isoformat(),
        time="10:00",
        minutes=45,
        practitioner_id=norte.practitioners[0],
        room_id=norte.rooms[0],
    )
    strip = desk.get(f"{ONE}/proposal", query_string=same, headers=HTMX).text
    assert "45 minutos, hasta las 10:45, en lugar de 30." in strip


@pytest.mark.parametrize(("quiet", "told"), [("", True), ("1", False)])
def test_the_answer_moves_and_says_whether_the_patient_hears_of_it(app, desk, norte, within, monkeypatch, quiet, told):
    strip = desk.get(f"{ONE}/proposal", query_string=values(norte), headers=HTMX)
    commands = []
    with app.app_context():
        agenda = find(AgendaContract)
        move = agenda.move
    monkeypatch.setattr(agenda, "move", lambda command: commands.append(command) or move(command))
    fields = values(norte) | {"csrf_token": csrf_of(strip.text), "quiet": quiet}
    answer = desk.post(f"{ONE}/move", data=fields, headers=HTMX | {"HX-Source": "form#proposal"})
    assert answer.status_code == 200
    assert [command.notify for command in commands] == [told]
    assert 'hx-target="#panel-body"' not in answer.text, "a half-filled form beside the board stays"
    with within(norte):
        assert find(AgendaContract).appointment(1).practitioner_id == norte.practitioners[1]


@pytest.mark.parametrize(
    "wrong", [{"time": "x"}, {"minutes": 0}, {"minutes": "9" * 30}, {"day": "x"}, {"practitioner_id": 999}]
)
def test_what_cannot_be_read_becomes_the_form(desk, norte, wrong):
    answer = desk.get(f"{ONE}/proposal", query_string=values(norte, **wrong), headers=HTMX)
    assert answer.status_code == 422
    assert answer.headers["HX-Retarget"] == "#panel-body"
    assert 'id="move-form"' in answer.text


def test_another_clinics_practitioner_cannot_be_proposed(desk, norte, sur):
    answer = desk.get(f"{ONE}/proposal", query_string=values(norte, practitioner_id=sur.practitioners[0]), headers=HTMX)
    assert answer.status_code == 422


def test_a_stranger_meets_nothing(browser_of, desk, norte):
    assert browser_of(STRANGER).get(f"{ONE}/proposal", query_string=values(norte)).status_code == 404
