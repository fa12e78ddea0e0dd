"""A day on paper and as a spreadsheet: they work, they need the permission, and a stranger meets nothing."""

import pytest

from clinic_portal.contracts.agenda import AgendaContract
from clinic_portal.contracts.identity import ChangeMemberRole, IdentityContract, Permission
from clinic_portal.contracts.patients import PatientsContract, RegisterPatient
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.tables import read_table
from tests.agenda.test_pages import TOMORROW, booked
from tests.stand.cast import RECEPTIONIST, STRANGER
from tests.stand.staff import hire, own_role

MARIA = "María José Núñez Álvarez"
SHEET, BOOK = f"/c/norte/agenda/sheet?day={TOMORROW}", f"/c/norte/agenda/sheet.xlsx?day={TOMORROW}"


@pytest.fixture
def desk(browser_of):
    return browser_of(RECEPTIONIST)


def somebody(within, house, email: str, *granted: Permission) -> str:
    """A person of the clinic with a role of exactly these permissions."""
    with within(house):
        role = own_role("Propio", frozenset(granted))
        command = ChangeMemberRole(user_id=hire(email), role=role.role.key, version=1)
        find(IdentityContract).change_member_role(command)
    return email


def test_the_sheet_lists_the_day_by_practitioner_or_by_room(desk, norte):
    booked(desk, norte)
    page = desk.get(SHEET).text
    assert page.count("<section") >= 1
    assert MARIA in page
    assert "Trae estudios" in page
    assert "Dra. Vega" in desk.get(f"{SHEET}&by=room").text


def test_the_spreadsheet_holds_a_row_for_each_appointment_and_no_formula(desk, norte, within):
    with within(norte):
        patient = find(PatientsContract).register(
            RegisterPatient(idempotency_key=new_id(), given="=1+1", family="@SUM(A1)", phone="655555555", language="es")
        )
    booked(desk, norte, note="=HYPERLINK(1)")
    booked(desk, norte, patient_id=patient.id, time="11:00", note="+34")
    answer = desk.get(BOOK)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="agenda-{TOMORROW}.xlsx"'
    head, *rows = [row.cells for row in read_table(answer.data).rows]
    assert head[:4] == ("Día", "Profesional", "Hora", "Minutos")
    assert [row[2] for row in rows] == ["10:00", "11:00"]
    assert [row[-1] for row in rows] == ["'=HYPERLINK(1)", "'+34"]
    assert rows[1][4].startswith("'="), "a name is no formula either"


@pytest.mark.parametrize("address", [SHEET, BOOK])
def test_who_may_not_see_patients_gets_the_day_without_them(browser_of, desk, norte, within, address):
    booked(desk, norte)
    answer = browser_of(somebody(within, norte, "turno@norte.example", Permission.SEE_AGENDA)).get(address)
    assert answer.status_code == 200
    text = answer.text if address is SHEET else str([row.cells for row in read_table(answer.data).rows])
    assert "10:00" in text
    assert MARIA not in text
    assert "Trae estudios" not in text


@pytest.mark.parametrize("address", [SHEET, BOOK])
def test_without_the_permission_it_is_refused_and_a_stranger_meets_nothing(browser_of, norte, within, address):
    assert (
        browser_of(somebody(within, norte, "otro@norte.example", Permission.SEE_PATIENTS)).get(address).status_code
        == 403
    )
    assert browser_of(STRANGER).get(address).status_code == 404


def test_the_glance_tells_last_visit_missed_ones_and_what_was_sent(desk, norte, within):
    booked(desk, norte)
    with within(norte):
        found = find(AgendaContract).patient_appointments(norte.patients[0])[0]
    page = desk.get(f"/c/norte/agenda/appointments/{found.id}/peek", headers={"HX-Request": "true"}).text
    assert 'href="tel:' in page
    assert "Última visita" in page
    assert "Inasistencias" in page
    assert 'id="deliveries"' in page


def test_a_stranger_has_no_glance(browser_of, desk, norte):
    booked(desk, norte)
    assert browser_of(STRANGER).get("/c/norte/agenda/appointments/1/peek").status_code == 404
