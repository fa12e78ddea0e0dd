"""Holding and undoing by the pages: they work, they need the permission, and a stranger meets nothing."""

import json
import re

import pytest
import time_machine

from clinic_portal.contracts.agenda import AgendaContract, CancelAppointment
from clinic_portal.contracts.identity import ChangeMemberRole, IdentityContract, Permission
from clinic_portal.foundation.directory import find
from tests.agenda.capacity import book
from tests.agenda.wishes import MORNING, NOW
from tests.conftest import csrf_of
from tests.stand.cast import BOTH, RECEPTIONIST, STRANGER
from tests.stand.staff import hire, own_role

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=True) as moment:
        yield moment


@pytest.fixture
def desk(browser_of):
    return browser_of(RECEPTIONIST)


def new_form(desk, house):
    query = {"day": MORNING.date().isoformat(), "time": "10:00", "practitioner_id": house.practitioners[0]}
    text = desk.get(f"/c/{house.slug}/agenda/appointments/new", query_string=query).text
    fields = {
        "csrf_token": csrf_of(text), "type_id": house.visit, "minutes": 30, "room_id": 0, **query,
        "idempotency_key": re.search(r'name="idempotency_key"[^>]*value="([^"]+)"', text)[1],
    }  # fmt: skip
    assert f'name="hold" value="{fields["idempotency_key"]}" disabled' in text
    return fields


def test_an_open_form_holds_its_place_and_its_booking_takes_it(desk, browser_of, norte):
    fields, holds = new_form(desk, norte), f"/c/{norte.slug}/agenda/holds"
    held = desk.post(holds, data=fields, headers=HTMX)
    assert (held.status_code, "Reservado para usted" in held.text) == (200, True)
    board = desk.get(f"/c/{norte.slug}/agenda", query_string={"day": fields["day"]}).text
    assert "lo está reservando" in board
    other = new_form(desk, norte)
    refused = desk.post(holds, data=other, headers=HTMX)
    assert (refused.status_code, "lo está reservando" in refused.text) == (409, True)
    taken = desk.post(
        f"/c/{norte.slug}/agenda/appointments", data=other | {"patient_id": norte.patients[0]}, headers=HTMX
    )
    assert (taken.status_code, "lo está reservando" in taken.text) == (409, True)
    own = fields | {"patient_id": norte.patients[0], "hold": fields["idempotency_key"]}
    assert desk.post(f"/c/{norte.slug}/agenda/appointments", data=own, headers=HTMX).status_code == 200
    assert "lo está reservando" not in desk.get(f"/c/{norte.slug}/agenda", query_string={"day": fields["day"]}).text


def test_what_is_no_time_is_not_held_and_what_is_held_is_let_go(desk, norte):
    fields, holds = new_form(desk, norte), f"/c/{norte.slug}/agenda/holds"
    assert desk.post(holds, data=fields | {"time": "late"}, headers=HTMX).status_code == 422
    desk.post(holds, data=fields, headers=HTMX)
    assert desk.post(f"{holds}/removal", data=fields).status_code == 204
    assert "lo está reservando" not in desk.get(f"/c/{norte.slug}/agenda", query_string={"day": fields["day"]}).text


def cancelled(within, norte):
    with within(norte):
        one = book(norte)
        command = CancelAppointment(appointment_id=one.id, version=one.version, reason="patient")
        return find(AgendaContract).cancel(command)


def press(desk, house, one, **headers):
    page = desk.get(f"/c/{house.slug}/agenda/appointments/{one.id}")
    url = f"/c/{house.slug}/agenda/appointments/{one.id}/undo"
    return desk.post(url, data={"csrf_token": csrf_of(page.text), "version": one.version}, headers=headers)


def test_the_panel_undoes_and_the_answer_says_so(desk, norte, within):
    one = cancelled(within, norte)
    assert f"/appointments/{one.id}/undo" in desk.get(f"/c/norte/agenda/appointments/{one.id}").text
    done = press(desk, norte, one, **HTMX)
    assert done.status_code == 200
    assert json.loads(done.headers["HX-Trigger"])["toast"]["text"].startswith("Deshecha")
    after = desk.get(f"/c/norte/agenda/appointments/{one.id}").text
    assert f"/appointments/{one.id}/undo" not in after
    assert press(desk, norte, one).status_code == 303, "a second press is the first"


def test_a_deed_answers_with_its_undo(desk, norte, within):
    with within(norte):
        one = book(norte)
    page = desk.get(f"/c/norte/agenda/appointments/{one.id}")
    values = {"csrf_token": csrf_of(page.text), "version": one.version, "status": "arrived"}
    marked = desk.post(f"/c/norte/agenda/appointments/{one.id}/state", data=values, headers=HTMX)
    assert f'/appointments/{one.id}/undo"' in marked.text


def test_without_scripts_the_next_board_offers_to_take_it_back_once(desk, norte, within):
    with within(norte):
        one = book(norte)
    day = {"day": MORNING.date().isoformat()}
    undo = f'/appointments/{one.id}/undo"'
    page = desk.get("/c/norte/agenda", query_string=day).text
    assert undo not in page
    sent = {"csrf_token": csrf_of(page), "version": one.version, "status": "arrived"}
    done = desk.post(f"/c/norte/agenda/appointments/{one.id}/state", data=sent)
    assert done.status_code == 303
    board = desk.get(done.headers["Location"]).text
    assert undo in board
    assert undo not in desk.get(done.headers["Location"]).text
    back = {"csrf_token": csrf_of(board), "version": one.version + 1}
    undone = desk.post(f"/c/norte/agenda/appointments/{one.id}/undo", data=back)
    after = desk.get(undone.headers["Location"]).text
    assert ("Deshecha" in after, undo in after) == (True, False)


def test_what_was_done_in_one_clinic_is_not_offered_in_another(norte, browser_of, within):
    with within(norte):
        one = book(norte)
    both = browser_of(BOTH)
    page = both.get("/c/norte/agenda").text
    sent = {"csrf_token": csrf_of(page), "version": one.version, "status": "arrived"}
    assert both.post(f"/c/norte/agenda/appointments/{one.id}/state", data=sent).status_code == 303
    assert "/undo" not in both.get("/c/sur/agenda").text


def test_what_cannot_be_undone_says_what_stands(desk, norte, within, clock):
    one = cancelled(within, norte)
    with within(norte):
        other = book(norte, patient_id=norte.patients[1])
    taken = press(desk, norte, one, **HTMX)
    assert (taken.status_code, other.patient_name in taken.text) == (409, True)
    assert taken.headers["HX-Retarget"] == "#panel-body"
    clock.shift(601)
    assert press(desk, norte, one).status_code == 409


def test_without_the_permission_nothing_is_held_or_undone(browser_of, norte, within):
    one = cancelled(within, norte)
    with within(norte):
        role = own_role("Archivo", frozenset({Permission.SEE_AGENDA}))
        command = ChangeMemberRole(user_id=hire("archivo@norte.example"), role=role.role.key, version=1)
        find(IdentityContract).change_member_role(command)
    looker = browser_of("archivo@norte.example")
    assert press(looker, norte, one).status_code == 403
    page = looker.get("/c/norte/agenda")
    assert looker.post("/c/norte/agenda/holds", data={"csrf_token": csrf_of(page.text)}).status_code == 403


def test_a_stranger_meets_nothing(browser_of, norte, sur, within):
    one, stranger = cancelled(within, norte), browser_of(STRANGER)
    page = stranger.get(f"/c/{sur.slug}/agenda")
    for clinic in (norte.slug, sur.slug):
        url = f"/c/{clinic}/agenda/appointments/{one.id}/undo"
        assert stranger.post(url, data={"csrf_token": csrf_of(page.text), "version": 1}).status_code == 404
