"""The pages of availability: they work, they need the permission, a stranger meets nothing, nothing typed is lost."""

import re
from datetime import timedelta

import pytest
import time_machine

from clinic_portal.contracts.agenda import AddException, AgendaContract, EditException, Whose
from clinic_portal.foundation.directory import find
from tests.agenda.wishes import MORNING, NOW, wish
from tests.conftest import csrf_of
from tests.stand.cast import ADMIN, DOCTOR, RECEPTIONIST, STRANGER

ALL = "/c/norte/agenda/availability"
TUESDAY = MORNING.date()


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def desk(browser_of):
    return browser_of(RECEPTIONIST)


@pytest.fixture
def admin(browser_of):
    return browser_of(ADMIN)


def send(browser, address: str, **fields):
    token = csrf_of(browser.get(ALL).text)
    return browser.post(address, data={"csrf_token": token} | fields)


def absence(house, **other) -> dict[str, str]:
    fields = {
        "idempotency_key": "an-absence",
        "whose": f"practitioner-{house.practitioners[0]}",
        "extra": "",
        "first_day": TUESDAY.isoformat(),
        "last_day": TUESDAY.isoformat(),
        "opens": "10:00",
        "closes": "00:00",
        "reason": "Congreso <de> cardiología",
    }
    return fields | other


def test_a_receptionist_writes_down_an_absence_and_it_is_on_the_page(desk, norte, within):
    assert desk.get(f"{ALL}/exceptions/new?whose=practitioner-{norte.practitioners[0]}").status_code == 200
    answer = send(desk, f"{ALL}/exceptions/new", **absence(norte))
    assert answer.status_code == 303
    page = desk.get(answer.location).text
    assert "Congreso &lt;de&gt; cardiología" in page
    assert "10:00-24:00" in page
    with within(norte):
        (hours,) = find(AgendaContract).hours(norte.branch, TUESDAY)
    assert hours.practitioners[norte.practitioners[0]].open == ((480, 600),)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"last_day": "2026-11-01"}, "Termina antes de empezar."),
        ({"closes": "09:00"}, "Termina antes de empezar."),
        ({"first_day": ""}, "Indique un día."),
        ({"reason": "x" * 121}, "120"),
    ],
    ids=["days", "hours", "no day", "long"],
)
def test_what_cannot_be_is_told_and_nothing_typed_is_lost(desk, norte, wrong, told):
    answer = send(desk, f"{ALL}/exceptions/new", **absence(norte, **wrong))
    assert answer.status_code == 422
    assert told in answer.text
    assert 'value="10:00"' in answer.text


def test_two_who_edit_an_exception_both_texts_are_shown(desk, norte, within):
    with within(norte):
        door = find(AgendaContract)
        made = door.add_exception(
            AddException(
                whose=Whose.PRACTITIONER, resource_id=norte.practitioners[0], first_day=TUESDAY, last_day=TUESDAY
            )
        )
        door.edit_exception(
            EditException(exception_id=made.id, version=1, first_day=TUESDAY, last_day=TUESDAY, reason="Vacaciones")
        )
    mine = absence(norte, version="1", reason="Curso")
    answer = send(desk, f"{ALL}/exceptions/{made.id}", **mine)
    assert answer.status_code == 409
    assert "Vacaciones" in answer.text
    assert 'value="Curso"' in answer.text
    again = mine | {"version": re.search(r'name="version"[^>]*value="(\d+)"', answer.text)[1]}
    assert send(desk, f"{ALL}/exceptions/{made.id}", **again).status_code == 303
    assert send(desk, f"{ALL}/exceptions/{made.id}/ending", version="3").status_code == 303
    assert "Curso" not in desk.get(f"{ALL}?whose=practitioner-{norte.practitioners[0]}").text


def test_an_administrator_gives_a_week_of_its_own_and_ends_it(admin, norte, within):
    week = {
        "whose": f"room-{norte.rooms[0]}",
        "valid_from": TUESDAY.isoformat(),
        "day_1": "09:00-14:00, 16:00-20:00",
    }
    wrong = send(admin, f"{ALL}/rules/new", **week, day_2="9 a 14", day_3="09:00-08:00")
    assert wrong.status_code == 422
    assert 'value="9 a 14"' in wrong.text
    assert send(admin, f"{ALL}/rules/new", **week, day_4="09:00-12:00, 11:00-13:00").status_code == 422
    assert send(admin, f"{ALL}/rules/new", **week).status_code == 303
    with within(norte):
        (rule,) = find(AgendaContract).availability(Whose.ROOM, norte.rooms[0]).rules
    assert [(one.opens, one.closes) for one in rule.blocks] == [(540, 840), (960, 1200)]
    assert 'value="09:00-14:00, 16:00-20:00"' in admin.get(f"{ALL}/rules/{rule.id}").text
    assert send(admin, f"{ALL}/rules/{rule.id}", version="1", **week | {"day_1": ""}).status_code == 303
    stale = send(admin, f"{ALL}/rules/{rule.id}", version="1", **week)
    assert (stale.status_code, "09:00-14:00, 16:00-20:00" in stale.text) == (409, True)
    assert send(admin, f"{ALL}/rules/{rule.id}/ending", version="2").status_code == 303


def test_an_absence_over_appointments_leads_to_them_and_moves_what_is_ticked(desk, norte, within):
    with within(norte):
        booked = find(AgendaContract).book(wish(norte, starts_at=MORNING + timedelta(hours=2)))
    answer = send(desk, f"{ALL}/exceptions/new", **absence(norte))
    assert "/appointments" in answer.location
    page = desk.get(answer.location).text
    ticks = re.findall(r'name="move" value="([^"]+)"', page)
    assert [one.split(",")[0] for one in ticks] == [str(booked.id)]
    stale = send(desk, answer.location, move=ticks[0].replace(f"{booked.id},1,", f"{booked.id},9,"))
    assert (stale.status_code, "Otra persona la cambió." in stale.text) == (409, True)
    moved = send(desk, answer.location, move=ticks, quiet="y")
    assert moved.status_code == 303
    assert "Se movió 1 cita." in desk.get(moved.location).text
    assert "No hay ninguna cita" in desk.get(answer.location).text


@pytest.mark.parametrize("path", ["/rules/new", "/holidays"])
def test_who_may_not_arrange_the_clinic_arranges_no_weeks(browser_of, path):
    doctor = browser_of(DOCTOR)
    assert doctor.get(ALL).status_code == 200
    assert send(doctor, f"{ALL}{path}", close="1").status_code == 403


def test_a_stranger_sees_nothing(browser_of, norte, within):
    stranger = browser_of(STRANGER)
    assert stranger.get(ALL).status_code == 404
    assert stranger.get(f"/c/sur/agenda/availability?whose=practitioner-{norte.practitioners[0]}").status_code == 404
