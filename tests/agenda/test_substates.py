"""States of the clinic's own: arranged by whoever may, and given to appointments of the state they stand under."""

import re
from datetime import timedelta

import pytest
import time_machine

from clinic_portal.contracts.agenda import (
    AgendaContract,
    AppointmentStatus as Status,
    CancelAppointment,
    MarkAppointment,
    NotThatStep,
    UndoDeed,
    UnknownChoice,
)
from clinic_portal.contracts.agenda.substates import AddSubstate, EditSubstate, GiveSubstate, RetireSubstate
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.refusals import NotFound, Stale
from tests.agenda.capacity import book
from tests.agenda.test_kinds_pages import sent
from tests.agenda.test_pages import HTMX
from tests.agenda.wishes import NOW
from tests.budgets.counting import counting
from tests.conftest import csrf_of
from tests.stand.cast import ADMIN, DOCTOR, RECEPTIONIST, STRANGER, SUR_ADMIN

STATES = "/c/norte/agenda/own-states"


def add(name="En radiología", under=Status.BOOKED, letters="Rx"):
    return find(AgendaContract).add_substate(AddSubstate(under=under, name=name, letters=letters, hue=4))


def give(one, substate_id):
    command = GiveSubstate(appointment_id=one.id, version=one.version, substate_id=substate_id)
    return find(AgendaContract).give_substate(command)


def undo(one):
    return find(AgendaContract).undo(UndoDeed(appointment_id=one.id, version=one.version))


@pytest.fixture
def agenda(within, norte):
    with time_machine.travel(NOW, tick=True), within(norte):
        yield find(AgendaContract)


@pytest.fixture
def office(browser_of):
    return browser_of(ADMIN)


@pytest.mark.parametrize("address", [STATES, f"{STATES}/new"])
def test_it_works_needs_the_permission_and_is_not_a_strangers(browser_of, norte, address):
    assert browser_of(ADMIN).get(address).status_code == 200
    assert browser_of(RECEPTIONIST).get(address).status_code == 403
    assert browser_of(DOCTOR).get(address).status_code == 403
    assert browser_of(STRANGER).get(address).status_code == 404


def test_another_clinics_is_nowhere(browser_of, within, norte, sur):
    with within(norte):
        one = add()
        booked = book(norte)
    other = browser_of(SUR_ADMIN)
    token = csrf_of(other.get("/c/sur/agenda").text)
    path = f"/c/sur/agenda/own-states/{one.id}"
    assert other.get(f"{path}/edit").status_code == 404
    for where in (f"{path}/edit", f"{path}/retirement", f"/c/sur/agenda/appointments/{booked.id}/own-state"):
        assert other.post(where, data={"csrf_token": token}).status_code == 404


def test_one_is_added_changed_and_retired_and_the_stale_see_both(office, within, norte):
    data = sent(office.get(f"{STATES}/new").text, name="En radiología", letters="Rx", hue=4, under="arrived")
    assert office.post(f"{STATES}/new", data=data).status_code == 303
    assert "Este nombre ya existe" in office.post(f"{STATES}/new", data=data, headers=HTMX).text
    with within(norte):
        (one,) = find(AgendaContract).substates()
    address = f"{STATES}/{one.id}/edit"
    mine = sent(office.get(address).text, name="Lo mío")
    with within(norte):
        edit = EditSubstate(substate_id=one.id, version=1, name="Lo suyo", letters="R", hue=4)
        find(AgendaContract).edit_substate(edit)
    stale = office.post(address, data=mine, headers=HTMX)
    assert stale.status_code == 409
    assert "Lo mío" in stale.text
    assert "Lo suyo" in stale.text
    assert office.post(address, data=sent(stale.text)).status_code == 303
    token = {"csrf_token": csrf_of(office.get(STATES).text), "retired": 1}
    assert office.post(f"{STATES}/{one.id}/retirement", data=token | {"version": 1}, headers=HTMX).status_code == 409
    assert office.post(f"{STATES}/{one.id}/retirement", data=token | {"version": 3}).status_code == 303
    assert "· Fuera de uso" in office.get(STATES).text


@pytest.mark.parametrize(("field", "value"), [("name", ""), ("name", "x" * 41), ("letters", "abc"), ("letters", "")])
def test_what_cannot_be_is_said_beside_its_field(office, norte, field, value):
    page = office.get(f"{STATES}/new").text
    data = sent(page, **{"name": "Curas", "letters": "C", "under": "booked", field: value})
    answer = office.post(f"{STATES}/new", data=data, headers=HTMX)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text


def test_an_appointment_is_in_one_until_its_fixed_state_changes_and_undoing_brings_it_back(agenda, norte):
    one, own = book(norte), add()
    given = give(one, own.id)
    assert given.substate_id == own.id
    assert undo(given).substate_id is None
    given = give(agenda.appointment(one.id), own.id)
    came = agenda.mark(MarkAppointment(appointment_id=one.id, version=given.version, status=Status.ARRIVED))
    assert came.substate_id is None
    back = undo(came)
    assert (back.status, back.substate_id) == (Status.BOOKED, own.id)
    gone = agenda.cancel(CancelAppointment(appointment_id=one.id, version=back.version, reason="patient"))
    assert gone.substate_id is None


def test_one_under_another_state_one_retired_and_one_unknown_are_refused(agenda, norte):
    one, other, old = book(norte), add("Espera resultados", Status.ARRIVED), add()
    given = give(one, old.id)
    agenda.retire_substate(RetireSubstate(substate_id=old.id, version=1))
    assert give(give(given, old.id), None).substate_id is None
    now = agenda.appointment(one.id)
    with pytest.raises(NotThatStep):
        give(now, other.id)
    for unknown in (old.id, 999_999):
        with pytest.raises(UnknownChoice):
            give(now, unknown)
    with pytest.raises(Stale):
        give(one, None)
    assert agenda.appointment(one.id) == now


def test_another_clinics_state_is_unknown_here(within, norte, sur):
    with within(sur):
        theirs = add()
    with within(norte), time_machine.travel(NOW, tick=True):
        one = book(norte)
        with pytest.raises(UnknownChoice):
            give(one, theirs.id)
    with within(sur), pytest.raises(NotFound):
        give(one, theirs.id)


def test_it_is_given_in_the_panel_and_shown_on_the_card_and_at_a_glance(browser_of, within, norte, monkeypatch):
    with within(norte):
        own, one = add(), book(norte)
        find(AgendaContract).substates()
    desk = browser_of(RECEPTIONIST)
    board, path = f"/c/norte/agenda?day={one.starts_at.date()}", f"/c/norte/agenda/appointments/{one.id}"
    desk.get(board)
    panel = desk.get(path).text
    assert f'<option value="{own.id}">En radiología' in panel
    stamp = _stamp(within, norte, one)
    data = {"csrf_token": csrf_of(panel), "version": one.version, "substate_id": own.id}
    assert desk.post(f"{path}/own-state", data=data).status_code == 303
    assert _stamp(within, norte, one) != stamp
    assert desk.post(f"{path}/own-state", data=data | {"substate_id": ""}, headers=HTMX).status_code == 409
    assert (
        desk.post(f"{path}/own-state", data=data | {"version": 2, "substate_id": "x"}, headers=HTMX).status_code == 422
    )
    page = desk.get(board).text
    card = page[page.index("<article ") : page.index("</article>")]
    assert re.search(r'class="substate kind-4" title="En radiología" aria-hidden="true">Rx</span>', card)
    assert re.search(r'aria-label="[^"]*, En radiología"', card)
    assert "En radiología" in desk.get(f"{path}/peek").text
    assert "Estado propio cambiado" in desk.get(path).text
    with within(norte), counting(monkeypatch) as counts:
        find(AgendaContract).substates()
    assert not counts.statements


def _stamp(within, norte, one):
    with within(norte):
        return find(AgendaContract).day_stamp((one.starts_at + timedelta()).date())
