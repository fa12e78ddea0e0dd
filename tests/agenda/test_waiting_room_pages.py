"""The waiting room's pages: they work, with and without scripts, need the permission, and no stranger finds them."""

import re

import pytest

from clinic_portal.contracts.agenda import (
    AddServicePoint,
    AgendaContract,
    AppointmentStatus,
    EnterQueue,
    QueueState,
)
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from tests.agenda.wishes import wish
from tests.conftest import csrf_of
from tests.stand.cast import ADMIN, DOCTOR, RECEPTIONIST, STRANGER
from tests.stand.walk import noon

ROOM = "/c/norte/agenda/waiting-room"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk(browser_of):
    return browser_of(RECEPTIONIST)


@pytest.fixture
def waiting(within, norte):
    """Somebody without an appointment, waiting for the first practitioner."""
    with within(norte):
        return find(AgendaContract).enter_queue(
            EnterQueue(
                idempotency_key=new_id(),
                branch_id=norte.branch,
                patient_id=norte.patients[1],
                practitioner_id=norte.practitioners[0],
            )
        )


def send(desk, path, headers=None, **fields):
    token = csrf_of(desk.get(ROOM).text)
    return desk.post(f"{ROOM}/{path}", data={"csrf_token": token, **fields}, headers=headers)


@pytest.mark.parametrize("by", ["practitioner", "place"])
def test_the_queue_shows_who_waits_where_and_how_long(desk, waiting, by):
    page = desk.get(f"{ROOM}?by={by}")
    assert page.status_code == 200
    assert "Iñaki García López" in page.text
    assert '<strong class="ticket">1</strong>' in page.text
    assert "Dra. Vega · Cubículo 1" in page.text


@pytest.mark.parametrize(
    ("path", "email", "status"), [("", DOCTOR, 200), ("", STRANGER, 404), ("/queue", STRANGER, 404)]
)
def test_who_sees_it(browser_of, waiting, path, email, status):
    assert browser_of(email).get(f"{ROOM}{path}").status_code == status


def test_a_walk_in_gets_a_ticket_by_the_form(desk, norte):
    form = desk.get(f"{ROOM}/arrivals/new", query_string={"patient_id": norte.patients[0]})
    assert "María José" in form.text
    key = re.search(r'name="idempotency_key"[^>]*value="([^"]+)"', form.text)[1]
    fields = {"idempotency_key": key, "patient_id": norte.patients[0], "practitioner_id": 0, "point_id": 0}
    assert send(desk, "arrivals", **fields).status_code == 303
    page = desk.get(ROOM).text
    assert "Turno 1: María José Núñez Álvarez" in page
    again = send(desk, "arrivals", **fields | {"idempotency_key": new_id()})
    assert (again.status_code, "ya está en la cola" in again.text) == (409, True)
    empty = send(desk, "arrivals", idempotency_key=new_id(), patient_id="")
    assert (empty.status_code, "Elija un paciente" in empty.text) == (422, True)


def test_somebody_expected_arrives_by_one_button(desk, within, norte):
    with within(norte):
        booked = find(AgendaContract).book(wish(norte, starts_at=noon(0)))
    assert "1 por llegar" in desk.get(ROOM).text
    assert send(desk, f"arrivals/{booked.id}", version=1).status_code == 303
    with within(norte):
        agenda = find(AgendaContract)
        assert agenda.appointment(booked.id).status is AppointmentStatus.ARRIVED
        assert [one.appointment_id for one in agenda.queue(norte.branch).entries] == [booked.id]


def test_who_waits_without_appointment_and_has_one_keeps_the_ticket(desk, within, norte, waiting):
    with within(norte):
        booked = find(AgendaContract).book(wish(norte, starts_at=noon(0), patient_id=norte.patients[1]))
    assert send(desk, f"arrivals/{booked.id}", version=1).status_code == 303
    assert desk.get(ROOM).text.count('<strong class="ticket">') == 1
    assert "Unido a la cita · En espera" in desk.get(f"{ROOM}/turns/{waiting.id}").text


def test_calling_the_next_serving_and_taking_back(desk, within, norte, waiting):
    called = send(desk, "calls", idempotency_key=new_id(), practitioner_id=norte.practitioners[0], headers=HTMX)
    assert (called.status_code, 'id="queue"' in called.text, "is-checked_in" in called.text) == (200, True, True)
    nobody = send(desk, "calls", idempotency_key=new_id(), headers=HTMX)
    assert (nobody.status_code, "Nadie espera" in nobody.text) == (409, True)
    turn, at = f"turns/{waiting.id}", waiting.version
    assert send(desk, f"{turn}/state", version=at + 1, state="in_service").status_code == 303
    assert send(desk, f"{turn}/state", version=at + 1, state="done").status_code == 409
    assert send(desk, f"{turn}/state", version=at + 2, state="dancing").status_code == 409
    assert send(desk, f"{turn}/undo", version=at + 2).status_code == 303
    with within(norte):
        assert find(AgendaContract).queue_entry(waiting.id).state is QueueState.CALLED
    steps = desk.get(f"{ROOM}/turns/{waiting.id}").text
    assert steps.count("<li>") == 4


def test_sending_on(desk, within, norte, waiting):
    turn = f"turns/{waiting.id}/transfer"
    assert send(desk, turn, version=waiting.version, to="x1").status_code == 409
    assert send(desk, turn, version=waiting.version, to=f"p{norte.practitioners[1]}").status_code == 303
    assert "Dr. Soto · Cubículo 2" in desk.get(ROOM).text
    with within(norte):
        version = find(AgendaContract).queue_entry(waiting.id).version
    in_panel = HTMX | {"HX-Source": "form#transfer-form"}
    moved = send(desk, turn, version=version, to=f"r{norte.rooms[0]}", headers=in_panel)
    assert 'hx-target="#queue"' in moved.text


def test_the_queue_is_not_sent_again_until_something_changes(desk, waiting):
    first = desk.get(f"{ROOM}/queue")
    tag = {"If-None-Match": first.headers["ETag"]}
    assert desk.get(f"{ROOM}/queue", headers=tag).status_code == 304
    send(desk, f"turns/{waiting.id}/state", version=waiting.version, state="called")
    assert desk.get(f"{ROOM}/queue", headers=tag).status_code == 200


def test_an_admin_sets_the_rules_and_a_second_one_sees_both(browser_of, desk, within, norte):
    admin = browser_of(ADMIN)
    assert desk.get("/c/norte/agenda/rules").status_code == 403
    page = admin.get("/c/norte/agenda/rules")
    fields = {
        "csrf_token": csrf_of(page.text),
        "version": 0,
        "amber_minutes": 5,
        "red_minutes": 10,
        "cancel_hours": 48,
        "noshow_limit": 3,
        "prompt_minutes": 0,
    }
    wrong = admin.post("/c/norte/agenda/rules", data=fields | {"red_minutes": 2})
    assert (wrong.status_code, "red_minutes-error" in wrong.text) == (422, True)
    assert admin.post("/c/norte/agenda/rules", data=fields).status_code == 303
    stale = admin.post("/c/norte/agenda/rules", data=fields | {"cancel_hours": 12})
    assert (stale.status_code, 'value="12"' in stale.text, "48" in stale.text) == (409, True, True)
    with within(norte):
        assert find(AgendaContract).day_policy().cancel_hours == 48


def test_service_points_come_and_go(browser_of, within, norte):
    admin = browser_of(ADMIN)
    rules = "/c/norte/agenda/rules"
    token = csrf_of(admin.get(rules).text)
    fields = {"csrf_token": token, "name": "Ventanilla", "branch_id": norte.branch}
    assert admin.post(f"{rules}/service-points", data=fields).status_code == 303
    taken = admin.post(f"{rules}/service-points", data=fields)
    assert (taken.status_code, "name-error" in taken.text) == (422, True)
    assert "Ventanilla" in admin.get(f"{ROOM}?by=place").text
    with within(norte):
        (point,) = find(AgendaContract).service_points()
    retire = f"{rules}/service-points/{point.id}/retirement"
    assert admin.post(retire, data={"csrf_token": token, "version": 7}).status_code == 409
    assert admin.post(retire, data={"csrf_token": token, "version": 1}).status_code == 303
    with within(norte):
        assert find(AgendaContract).service_points() == ()
        find(AgendaContract).add_service_point(AddServicePoint(branch_id=norte.branch, name="Ventanilla"))
