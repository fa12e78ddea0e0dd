"""What is retired keeps what belongs to it: hours and rooms come back with it, whoever is edited meanwhile."""

from datetime import date, time

import pytest

from clinic_portal.contracts.clinics import AddBranch, Part, Reopen, Retire, Shift
from tests.clinics.arranging import door, edited_practitioner
from tests.clinics.sent import SETTINGS, opened
from tests.stand.cast import ADMIN, House

MONDAY = date(2026, 11, 23)
HALF = {"weekday": 0, "opens": time(9), "closes": time(14)}


@pytest.fixture
def desk(browser_of):
    return browser_of(ADMIN)


@pytest.fixture
def port(within, norte: House) -> int:
    """A second branch, since retired, at which Dra. Vega sees patients, and nowhere else."""
    with within(norte):
        branch = door().add_branch(AddBranch(name="Puerto"))
        vega = door().directory().practitioners[0]
        door().edit_practitioner(edited_practitioner(vega, shifts=(Shift(branch_id=branch.id, **HALF),)))
        door().retire(Retire(part=Part.BRANCH, id=branch.id, version=1))
    return branch.id


def edit_on_the_page(desk, practitioner_id: int, **typed: str) -> None:
    address = f"{SETTINGS}/practitioners/{practitioner_id}/edit"
    assert desk.post(address, data=opened(desk, address, **typed)).status_code == 303


def test_hours_at_a_retired_branch_outlive_the_form_and_come_back(desk, within, norte, port):
    vega = norte.practitioners[0]
    edit_on_the_page(desk, vega, name="Dra. Vega Ruiz")
    with within(norte):
        assert [shift.branch_id for shift in door().directory().shifts_of(vega)] == [port]
        door().reopen(Reopen(part=Part.BRANCH, id=port, version=2))
        home = door().directory()
    assert home.practitioner(vega).name == "Dra. Vega Ruiz"
    assert [(shift.branch_id, shift.opens) for shift in home.shifts_of(vega)] == [(port, time(9))]


def test_who_has_hours_at_a_retired_branch_only_is_not_there_all_day_elsewhere(desk, within, norte, port):
    vega = norte.practitioners[0]
    with within(norte):
        assert door().directory().working_minutes(vega, norte.branch, MONDAY) == ()
    edit_on_the_page(desk, vega, specialty="Pediatría")
    with within(norte):
        assert door().directory().working_minutes(vega, norte.branch, MONDAY) == ()


def test_hours_typed_meanwhile_stand_beside_those_of_the_retired_branch(desk, within, norte, port):
    vega = norte.practitioners[0]
    hours = {"hours-2-0-opens": "10:00", "hours-2-0-closes": "12:00", "hours-2-0-place": str(norte.branch)}
    edit_on_the_page(desk, vega, **hours)
    with within(norte):
        shifts = door().directory().shifts_of(vega)
    assert [(shift.weekday, shift.branch_id) for shift in shifts] == [(0, port), (2, norte.branch)]


def test_a_retired_room_stays_whoevers_it_was(desk, within, norte):
    vega, room = norte.practitioners[0], norte.rooms[0]
    with within(norte):
        door().retire(Retire(part=Part.ROOM, id=room, version=1))
    edit_on_the_page(desk, vega, name="Dra. Vega Ruiz")
    with within(norte):
        assert door().directory().practitioner(vega).room_id is None
        door().reopen(Reopen(part=Part.ROOM, id=room, version=2))
        assert door().directory().practitioner(vega).room_id == room


def test_another_room_takes_the_place_of_a_retired_one(desk, within, norte):
    vega, (gone, other) = norte.practitioners[0], norte.rooms
    with within(norte):
        door().retire(Retire(part=Part.ROOM, id=gone, version=1))
    edit_on_the_page(desk, vega, room_id=str(other))
    with within(norte):
        door().reopen(Reopen(part=Part.ROOM, id=gone, version=2))
        assert door().directory().practitioner(vega).room_id == other


def test_the_settings_do_not_speak_of_hours_at_a_retired_branch(desk, port):
    page = desk.get(SETTINGS)
    assert page.status_code == 200
    assert "09:00–14:00" not in page.text
