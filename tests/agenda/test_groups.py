"""A group on the board: one card with its seats and its list, whatever the view; and its page."""

import re

import pytest

from clinic_portal.contracts.agenda import AgendaContract, AppointmentStatus, CancelAppointment
from clinic_portal.foundation.clock import at_local
from clinic_portal.foundation.directory import find
from tests.agenda.capacity import kind
from tests.agenda.test_board import board, entry
from tests.agenda.test_pages import HTMX, TOMORROW, booked, form_of
from tests.agenda.wishes import wish
from tests.stand.cast import DOCTOR, RECEPTIONIST, STRANGER


@pytest.fixture
def class_(within, norte):
    """A class of three tomorrow at ten with two in it."""
    with within(norte):
        made = kind("Clase", 60, seats=3)
        starts = at_local(TOMORROW, 10 * 60, "Europe/Madrid")
        for patient in norte.patients:
            find(AgendaContract).book(wish(norte, type_id=made.id, patient_id=patient, starts_at=starts, minutes=60))
        return made


def member(number: int, session: int = 1, **fields: object):
    return entry(number, 600, 60).model_copy(update={"session": session, "seats": 3, **fields})


def test_a_group_is_one_card_with_its_members_and_stands_alone() -> None:
    (column,) = board(member(1), member(2), entry(3, 600, 60).model_copy(update={"session": 9})).columns
    shown = [card for card in column.cards if not card.within]
    assert [[one.id for one in card.members] for card in shown] == [[1, 2], []]
    assert [card.lane for card in shown] == ["lane-1of2", "lane-2of2"]
    assert len(column.cards) == 3, "a printed list still has everybody"


def test_who_did_not_come_is_no_member_and_has_a_card_of_their_own() -> None:
    (column,) = board(member(1), member(2, status=AppointmentStatus.NOSHOW), member(3)).columns
    assert [[one.id for one in card.members] for card in column.cards if not card.within] == [[1, 3], []]


@pytest.mark.parametrize("by", ["practitioner", "room"])
def test_the_board_shows_seats_and_names(browser_of, norte, class_, by):
    page = browser_of(RECEPTIONIST).get(f"/c/norte/agenda?day={TOMORROW}&by={by}").text
    assert page.count('class="appointment group') == 1
    assert "2 de 3" in page
    assert "María José Núñez Álvarez" in page
    assert "Iñaki García López" in page


def test_the_page_of_a_group_lists_it_and_leads_to_one_more(browser_of, norte, class_):
    desk = browser_of(RECEPTIONIST)
    panel = desk.get("/c/norte/agenda/appointments/1/group", headers=HTMX)
    assert panel.status_code == 200
    assert "2 de 3" in panel.text
    assert f"type_id={class_.id}" in panel.text
    booked(desk, norte, type_id=class_.id, minutes="60")
    full = desk.get("/c/norte/agenda/appointments/1/group").text
    assert "3 de 3" in full
    assert f"type_id={class_.id}" not in full
    clash = desk.post(
        "/c/norte/agenda/appointments", data=form_of(desk, norte, type_id=class_.id, minutes="60"), headers=HTMX
    )
    assert clash.status_code == 409
    assert "Al grupo no le queda sitio" in clash.text


def test_who_cancelled_is_not_in_the_list(browser_of, norte, within, class_):
    with within(norte):
        find(AgendaContract).cancel(CancelAppointment(appointment_id=2, version=1, reason="patient"))
    page = browser_of(DOCTOR).get("/c/norte/agenda/appointments/1/group").text
    assert "1 de 3" in page
    assert "Iñaki" not in page


def test_a_strangers_group_is_nowhere(browser_of, norte, class_):
    assert browser_of(STRANGER).get("/c/norte/agenda/appointments/1/group").status_code == 404
    assert browser_of(STRANGER).get("/c/sur/agenda/appointments/1/group").status_code == 404


def test_a_new_appointment_is_no_group_unless_it_is_chosen(browser_of, norte, class_):
    page = browser_of(RECEPTIONIST).get("/c/norte/agenda/appointments/new").text
    chosen = re.search(r'<option value="(\d+)"[^>]* selected>([^<]+)', page[page.index('id="type_id"') :])
    assert int(chosen[1]) == norte.visit
