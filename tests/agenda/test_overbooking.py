"""A permitted person books over another on purpose; it is shown and noted, and the rest are refused."""

from datetime import timedelta

import pytest
import time_machine

from clinic_portal.contracts.agenda import AgendaContract, AppointmentOverbooked, MoveAppointment, SlotTaken
from clinic_portal.foundation.directory import find
from tests.agenda.test_pages import HTMX, TOMORROW, booked, form_of
from tests.agenda.wishes import MORNING, NOW, wish
from tests.stand.cast import ADMIN, DOCTOR, RECEPTIONIST


@pytest.fixture
def then():
    with time_machine.travel(NOW, tick=True):
        yield


def test_what_stands_in_the_way_is_overruled_and_noted(within, norte, then):
    with within(norte):
        agenda = find(AgendaContract)
        first = agenda.book(wish(norte))
        over = agenda.book(wish(norte, patient_id=norte.patients[1], anyway=True))
        assert (first.overbooked, over.overbooked) == (False, True)
        assert [(one.what, one.detail) for one in agenda.history(over.id)] == [
            ("overbooked", "practitioner"),
            ("booked", ""),
        ]
        assert {one.id: one.overbooked for one in agenda.day(norte.branch, MORNING.date()).entries} == {
            first.id: False,
            over.id: True,
        }


def test_a_free_time_is_not_overbooked_whoever_says_anyway(within, norte, then):
    with within(norte):
        agenda = find(AgendaContract)
        assert not agenda.book(wish(norte, anyway=True)).overbooked
        assert [one.what for one in agenda.history(1)] == ["booked"]


def test_over_an_overbooked_one_nobody_is_booked_unseen(within, norte, then):
    with within(norte):
        agenda = find(AgendaContract)
        agenda.book(wish(norte))
        over = agenda.book(wish(norte, starts_at=MORNING + timedelta(minutes=15), anyway=True))
        with pytest.raises(SlotTaken) as refused:
            agenda.book(wish(norte, starts_at=MORNING + timedelta(minutes=30)))
        assert refused.value.clash.appointment_id == over.id


def test_moved_to_a_free_time_it_is_an_appointment_as_others(within, norte, then):
    with within(norte):
        agenda = find(AgendaContract)
        agenda.book(wish(norte))
        over = agenda.book(wish(norte, anyway=True))
        move = MoveAppointment(
            appointment_id=over.id, version=over.version, practitioner_id=norte.practitioners[0],
            starts_at=MORNING + timedelta(hours=1), minutes=30,
        )  # fmt: skip
        moved = agenda.move(move)
        assert not moved.overbooked
        back = agenda.move(move.model_copy(update={"version": moved.version, "starts_at": MORNING, "anyway": True}))
        assert back.overbooked
        assert [one.what for one in agenda.history(over.id)][:2] == ["overbooked", "moved"]


def test_the_fact_names_the_other(within, norte, then, monkeypatch):
    facts = []
    monkeypatch.setattr("clinic_portal.contexts.agenda.record.publish", facts.append)
    with within(norte):
        first = find(AgendaContract).book(wish(norte))
        find(AgendaContract).book(wish(norte, anyway=True))
    (fact,) = [one for one in facts if isinstance(one, AppointmentOverbooked)]
    assert (fact.conflict, fact.other_id) == ("practitioner", first.id)


@pytest.mark.parametrize("email", [DOCTOR, ADMIN])
def test_the_clash_offers_it_to_whoever_may_and_the_board_shows_it(browser_of, norte, email):
    desk = browser_of(email)
    booked(desk, norte)
    fields = form_of(desk, norte, patient_id=norte.patients[1])
    clash = desk.post("/c/norte/agenda/appointments", data=fields, headers=HTMX)
    assert clash.status_code == 409
    assert "María José Núñez Álvarez" in clash.text
    assert 'name="anyway" value="1"' in clash.text
    assert desk.post("/c/norte/agenda/appointments", data=fields | {"anyway": "1"}).status_code == 303
    board = desk.get(f"/c/norte/agenda?day={TOMORROW}").text
    assert board.count("#layers") == 1
    assert "Sobrecupo" in board
    panel = desk.get("/c/norte/agenda/appointments/2").text
    assert "Sobrecupo a propósito" in panel
    assert "el profesional estaba ocupado" in panel


def test_who_may_not_is_not_offered_it_and_gets_403(browser_of, norte):
    desk = browser_of(RECEPTIONIST)
    booked(desk, norte)
    fields = form_of(desk, norte, patient_id=norte.patients[1])
    clash = desk.post("/c/norte/agenda/appointments", data=fields, headers=HTMX)
    assert clash.status_code == 409
    assert "anyway" not in clash.text
    assert desk.post("/c/norte/agenda/appointments", data=fields | {"anyway": "1"}).status_code == 403
    move = fields | {"version": 1, "time": "12:00", "anyway": "1"}
    assert desk.post("/c/norte/agenda/appointments/1/move", data=move).status_code == 403


def test_moving_over_another_on_purpose(browser_of, norte):
    desk = browser_of(ADMIN)
    booked(desk, norte)
    booked(desk, norte, time="12:00")
    fields = form_of(desk, norte) | {"version": 1, "time": "12:00"}
    assert desk.post("/c/norte/agenda/appointments/1/move", data=fields).status_code == 409
    assert desk.post("/c/norte/agenda/appointments/1/move", data=fields | {"anyway": "1"}).status_code == 303
