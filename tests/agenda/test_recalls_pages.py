"""The pages of recalls: they work with and without scripts, need the permission, and no stranger finds them."""

import re
from datetime import date, timedelta

import pytest

from clinic_portal.contracts.agenda import AgendaContract
from clinic_portal.contracts.agenda.recalls import AddRecall, FindRecalls, RecallsShown, RecallState
from clinic_portal.contracts.identity import ChangeMemberRole, IdentityContract, Permission
from clinic_portal.contracts.patients import PatientsContract, RegisterPatient
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from tests.agenda.wishes import wish
from tests.budgets.counting import counting
from tests.conftest import csrf_of
from tests.stand.cast import DOCTOR, RECEPTIONIST, STRANGER
from tests.stand.staff import hire, own_role
from tests.stand.walk import noon

PAGE = "/c/norte/agenda/recalls"
HTMX = {"HX-Request": "true", "HX-Current-URL": f"http://localhost{PAGE}?until=2030-01-01"}
FAR = date(2040, 1, 1)


@pytest.fixture
def desk(browser_of):
    return browser_of(RECEPTIONIST)


@pytest.fixture
def overdue(within, norte):
    """Somebody who has been due for ten days."""
    with within(norte):
        return find(AgendaContract).add_recall(due(norte, due=today("Europe/Madrid") - timedelta(days=10)))


def due(house, **other):
    fields = {"patient_id": house.patients[0], "type_id": house.visit, "branch_id": house.branch, "due": FAR}
    return AddRecall(idempotency_key=new_id(), **(fields | other))


def send(desk, path, headers=None, **fields):
    token = csrf_of(desk.get(PAGE).text)
    return desk.post(f"{PAGE}{path}", data={"csrf_token": token, **fields}, headers=headers)


def stands(within, house, recall_id):
    with within(house):
        return find(AgendaContract).recall(recall_id)


def test_who_is_due_stands_there_with_phone_and_mark(desk, overdue):
    page = desk.get(PAGE).text
    for said in ("María José", "tel:+34611111111", "Vencida", "Consulta", f"recall_id={overdue.id}"):
        assert said in page
    assert "A nadie le toca" not in page
    assert "Ninguna rellamada es así" in desk.get(f"{PAGE}?type=99").text


@pytest.mark.parametrize(
    ("email", "path", "status"),
    [(DOCTOR, "", 200), (STRANGER, "", 404), (STRANGER, "/new", 404), (RECEPTIONIST, "?branch=999", 404)],
)
def test_who_sees_it(browser_of, overdue, email, path, status):
    assert browser_of(email).get(f"{PAGE}{path}").status_code == status


def test_who_may_only_see_the_agenda_presses_nothing(within, browser_of, norte, overdue):
    with within(norte):
        role = own_role("Mirador", frozenset({Permission.SEE_AGENDA}))
        command = ChangeMemberRole(user_id=hire("mirador@norte.example"), role=role.role.key, version=1)
        find(IdentityContract).change_member_role(command)
    watcher = browser_of("mirador@norte.example")
    page = watcher.get(PAGE).text
    assert "María José" in page
    assert "Escribir a los marcados" not in page
    assert send(watcher, f"/{overdue.id}/calls", version=1).status_code == 403
    with within(norte):
        role = own_role("Archivo", frozenset({Permission.SEE_PATIENTS}))
        command = ChangeMemberRole(user_id=hire("archivo@norte.example"), role=role.role.key, version=1)
        find(IdentityContract).change_member_role(command)
    assert browser_of("archivo@norte.example").get(PAGE).status_code == 403


def test_one_is_added_from_an_appointment_so_many_months_later(desk, within, norte):
    with within(norte):
        booked = find(AgendaContract).book(wish(norte, starts_at=noon(0)))
    assert "Otra vez en…" in desk.get(f"/c/norte/agenda/appointments/{booked.id}").text
    form = desk.get(f"{PAGE}/new?appointment_id={booked.id}").text
    base = re.search(r'name="base"[^>]*value="([\d-]+)"', form)[1]
    key = re.search(r'name="idempotency_key"[^>]*value="([^"]+)"', form)[1]
    fields = {
        "idempotency_key": key, "patient_id": norte.patients[0], "type_id": norte.visit, "branch_id": norte.branch,
        "practitioner_id": norte.practitioners[0], "base": base, "months": 6, "every_months": 6, "note": "Control",
    }  # fmt: skip
    assert send(desk, "", **fields).status_code == 303
    assert send(desk, "", **fields).status_code == 303, "pressed twice it is added once"
    with within(norte):
        (one,) = find(AgendaContract).recalls(FindRecalls(until=FAR)).recalls
    day = date.fromisoformat(base)
    assert (one.due.month, one.due.year) == ((day.month + 5) % 12 + 1, day.year + (day.month + 5) // 12)
    again = send(desk, "", **fields | {"idempotency_key": new_id()})
    assert (again.status_code, "ya está en la lista" in again.text) == (409, True)
    empty = send(desk, "", **fields | {"idempotency_key": new_id(), "patient_id": "", "months": 0})
    assert (empty.status_code, "Elija un paciente" in empty.text, "Control" in empty.text) == (422, True, True)


def test_called_postponed_stopped_and_called_again_by_the_list(desk, within, norte, overdue):
    called = send(desk, f"/{overdue.id}/calls", version=1, note="Nadie contesta", headers=HTMX)
    assert (called.status_code, 'id="recall-list"' in called.text) == (200, True)
    assert send(desk, f"/{overdue.id}/calls", version=1).status_code == 409
    panel = desk.get(f"{PAGE}/{overdue.id}", headers=HTMX).text
    assert "Nadie contesta" in panel
    assert send(desk, f"/{overdue.id}/postponement", version=2, days=30).status_code == 303
    one = stands(within, norte, overdue.id)
    assert (one.state, one.due) == (RecallState.DUE, today("Europe/Madrid") + timedelta(days=30))
    assert send(desk, f"/{overdue.id}/ending", version=3).status_code == 303
    assert "Detenida" in desk.get(f"{PAGE}?shown=over").text
    assert send(desk, f"/{overdue.id}/ending", version=4, stopped=0).status_code == 303
    assert stands(within, norte, overdue.id).state is RecallState.DUE


def test_a_stale_change_is_compared_and_nothing_typed_is_lost(desk, within, norte, overdue):
    send(desk, f"/{overdue.id}/calls", version=1)
    fields = {"type_id": norte.visit, "branch_id": norte.branch, "practitioner_id": 0, "due": "2030-05-05"}
    stale = send(desk, f"/{overdue.id}", version=1, every_months=12, note="Mía", **fields)
    assert stale.status_code == 409
    assert ("Mía" in stale.text, "2030-05-05" in stale.text) == (True, True)
    version = re.search(r'id="version"[^>]*value="(\d+)"', stale.text)[1]
    assert send(desk, f"/{overdue.id}", version=version, every_months=12, note="Mía", **fields).status_code == 303
    one = stands(within, norte, overdue.id)
    assert (one.note, one.every_months, one.due) == ("Mía", 12, date(2030, 5, 5))


def test_booking_it_from_the_list_leads_back_to_the_list(desk, within, norte, overdue):
    address = re.search(r'href="([^"]*appointments/new[^"]*recall_id=[^"]*)"', desk.get(PAGE).text)[1]
    form = desk.get(address.replace("&amp;", "&")).text
    fields = dict(re.findall(r'name="(\w+)"[^>]*value="([^"]*)"', form))
    chosen = {"practitioner_id": norte.practitioners[0], "type_id": norte.visit, "room_id": 0}
    wanted = ("idempotency_key", "patient_id", "recall_id", "day", "time", "minutes")
    values = {name: fields[name] for name in wanted} | chosen
    token = csrf_of(form)
    answer = desk.post("/c/norte/agenda/appointments", data={"csrf_token": token, **values})
    assert (answer.status_code, answer.location) == (303, PAGE)
    assert stands(within, norte, overdue.id).state is RecallState.BOOKED
    assert "Cita" in desk.get(f"{PAGE}?shown=booked").text


def test_those_ticked_are_written_to_once(desk, within, norte, overdue):
    with within(norte):
        other = find(AgendaContract).add_recall(due(norte, patient_id=norte.patients[1]))
    fields = {"recall": [overdue.id, other.id], "idempotency_key": new_id()}
    for _press in range(2):
        said = send(desk, "/messages", headers=HTMX, **fields)
        assert "Se escribe a 2 pacientes" in said.headers["HX-Trigger"].encode().decode("unicode_escape")
    with within(norte):
        assert [step.what for step in find(AgendaContract).recall_history(other.id)] == ["written", "added"]
    assert send(desk, "/messages", idempotency_key=new_id()).status_code == 303
    assert send(desk, "/messages", recall=999_999, idempotency_key=new_id()).status_code == 404


def test_a_full_page_costs_as_many_statements_as_one_row(desk, within, norte, overdue, monkeypatch):
    costs = []
    for many in (0, 20):
        with within(norte):
            for number in range(many):
                names = {"given": f"Paciente {number}", "family": new_id(), "phone": f"6780000{number:02}"}
                patient = find(PatientsContract).register(RegisterPatient(idempotency_key=new_id(), **names))
                find(AgendaContract).add_recall(due(norte, patient_id=patient.id, due=overdue.due))
        desk.get(PAGE)
        with counting(monkeypatch) as counts:
            assert desk.get(PAGE).text.count("<tr id=") == many + 1
        costs.append(len(counts.statements))
    assert costs[0] == costs[1] <= 5
    with within(norte):
        assert find(AgendaContract).recalls(FindRecalls(until=FAR, shown=RecallsShown.OVER)).recalls == ()
