"""The form of a practitioner: colour, room and hours, each refused beside its field."""

import pytest

from clinic_portal.contracts.clinics import AddBranch
from tests.clinics.arranging import door
from tests.clinics.sent import HTMX, SETTINGS, opened
from tests.stand.cast import ADMIN


@pytest.fixture
def desk(browser_of):
    return browser_of(ADMIN)


def test_a_practitioner_is_added_with_colour_room_and_hours_at_two_branches(desk, within, norte):
    with within(norte):
        port = door().add_branch(AddBranch(name="Puerto"))
    address = f"{SETTINGS}/practitioners/new?branch={norte.branch}"
    page = opened(desk, address)
    assert page["hue"] == "3", "the first colour that nobody has"
    typed = {
        "name": "Dra. Mar Sol",
        "specialty": "Pediatría",
        "branch_id": str(norte.branch),
        "room_id": str(norte.rooms[1]),
        "hue": "7",
        "hours-0-0-opens": "09:00",
        "hours-0-0-closes": "14:00",
        "hours-0-0-place": str(norte.branch),
        "hours-1-0-opens": "10:00",
        "hours-1-0-closes": "12:00",
        "hours-1-0-place": str(port.id),
    }
    answer = desk.post(f"{SETTINGS}/practitioners/new", data={**page, **typed})
    assert (answer.status_code, answer.location) == (303, SETTINGS)
    with within(norte):
        one = door().directory().practitioners[-1]
        shifts = door().directory().shifts_of(one.id)
    assert (one.name, one.hue, one.room_id) == ("Dra. Mar Sol", 7, norte.rooms[1])
    assert [(shift.weekday, shift.branch_id) for shift in shifts] == [(0, norte.branch), (1, port.id)]
    shown = desk.get(SETTINGS).text
    assert "lunes 09:00–14:00" in shown
    assert "martes 10:00–12:00 Puerto" in shown


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"hue": "13"}, "hue"),
        ({"branch_id": "999"}, "branch_id"),
        ({"room_id": "999"}, "room_id"),
        ({"room_id": "room elsewhere"}, "room_id"),
        ({"hours-0-0-place": "999"}, "hours-0"),
    ],
)
def test_a_practitioner_who_cannot_be_is_refused_beside_the_field(desk, within, norte, wrong, field):
    with within(norte):
        port = door().add_branch(AddBranch(name="Puerto"))
    address = f"{SETTINGS}/practitioners/{norte.practitioners[0]}/edit"
    hours = {"hours-0-0-opens": "09:00", "hours-0-0-closes": "14:00"}
    data = {**opened(desk, address), **hours, **wrong}
    if wrong.get("room_id") == "room elsewhere":
        data |= {"branch_id": str(port.id), "room_id": str(norte.rooms[0])}
    answer = desk.post(address, data=data, headers=HTMX)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
