"""The next free times: of somebody or anybody, in a room, in a window, at several branches; few statements."""

from datetime import date, time, timedelta

import pytest
import time_machine

from clinic_portal.contexts.agenda import slots as searched
from clinic_portal.contracts.agenda import AddException, AgendaContract, FindSlots, Whose
from clinic_portal.contracts.clinics import AddBranch, AddPractitioner, AddRoom, ClinicsContract
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.work import work
from tests.agenda.capacity import kind
from tests.agenda.holding import hold
from tests.agenda.test_pages import HTMX, booked, form_of
from tests.agenda.wishes import MORNING, NOW, wish
from tests.budgets.counting import counting
from tests.stand.cast import RECEPTIONIST, STRANGER

TUESDAY = MORNING.date()
NIGHT = tuple((weekday, time(0), time(23, 59)) for weekday in range(7))
ALL_DAY = tuple((weekday, time(8), time(20)) for weekday in range(7))


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=True):
        yield


def slots(**asked):
    fields = {"minutes": 60, "first": TUESDAY, "limit": 4}
    return find(AgendaContract).slots(FindSlots(**(fields | asked)))


def clocks(found) -> list[str]:
    return [one.starts_at.strftime("%d %H:%M") for one in found]


def test_the_next_of_one_practitioner_skips_what_is_taken_past_or_closed(within, norte):
    with within(norte):
        door = find(AgendaContract)
        door.book(wish(norte, starts_at=MORNING.replace(hour=8), minutes=120))
        door.add_exception(
            AddException(
                whose=Whose.PRACTITIONER,
                resource_id=norte.practitioners[0],
                first_day=TUESDAY,
                last_day=TUESDAY,
                opens=12 * 60,
                closes=19 * 60,
            )
        )
        found = slots(practitioners=(norte.practitioners[0],), limit=3)
    assert clocks(found) == ["01 10:00", "01 18:00", "02 07:00"], "in UTC: an hour is left before noon in Madrid"
    assert {one.practitioner_id for one in found} == {norte.practitioners[0]}


def test_anybody_is_offered_in_order_of_time_and_each_in_their_own_room(within, norte):
    with within(norte):
        found = slots()
    assert clocks(found) == ["01 07:15", "01 07:15", "01 07:30", "01 07:30"]
    assert [(one.practitioner_id, one.room_id) for one in found[:2]] == list(
        zip(norte.practitioners, norte.rooms, strict=True)
    )


def test_one_room_is_offered_to_anybody_when_it_is_free(within, norte):
    with within(norte):
        find(AgendaContract).book(wish(norte, starts_at=MORNING.replace(hour=7, minute=30), minutes=180))
        found = slots(room_id=norte.rooms[0])
    assert {one.room_id for one in found} == {norte.rooms[0]}
    assert clocks(found)[:2] == ["01 10:30", "01 10:30"]


def test_days_and_times_of_day_are_a_window(within, norte):
    with within(norte):
        found = slots(
            weekdays=(4,), since=16 * 60, until=17 * 60 + 15, practitioners=(norte.practitioners[1],), limit=5
        )
    assert clocks(found) == ["04 15:00", "04 15:15", "11 15:00", "11 15:15", "18 15:00"]


def test_several_branches_and_who_works_there(within, norte):
    with within(norte):
        clinics = find(ClinicsContract)
        port = clinics.add_branch(AddBranch(name="Puerto", hours=ALL_DAY))
        room = clinics.add_room(AddRoom(branch_id=port.id, name="P1"))
        there = clinics.add_practitioner(AddPractitioner(branch_id=port.id, name="Dra. Mar", room_id=room.id))
        assert {one.practitioner_id for one in slots(branches=(port.id,))} == {there.id}
        assert {one.practitioner_id for one in slots(branches=(port.id, norte.branch))} == {
            there.id,
            *norte.practitioners,
        }
        assert slots(branches=(port.id,), practitioners=norte.practitioners) == ()


def test_another_clinics_people_are_nobody(within, norte, sur):
    with within(norte):
        assert slots(practitioners=sur.practitioners) == ()
        assert slots(branches=(sur.branch,)) == ()
        assert slots(room_id=sur.rooms[0]) == ()


def test_twelve_weeks_are_three_flights_and_a_commit(within, norte, monkeypatch):
    with within(norte):
        find(ClinicsContract).directory()
        with counting(monkeypatch) as far:
            assert slots(days=84, since=0, until=10) == ()
    assert (len(far.statements), far.flights) == (6, 4)


def test_minute_by_minute_is_start_by_start(within, norte, monkeypatch):
    """Buffers, another's hold, a closed room and an absence; and a branch that never closes, over midnight."""
    with within(norte):
        door, checkup = find(AgendaContract), kind(minutes=40, buffer_before=10, buffer_after=20)
        night = find(ClinicsContract).add_branch(AddBranch(name="Noche", hours=NIGHT))
        room = find(ClinicsContract).add_room(AddRoom(branch_id=night.id, name="N1"))
        find(ClinicsContract).add_practitioner(AddPractitioner(branch_id=night.id, name="Dra. Luna", room_id=room.id))
        door.book(wish(norte, minutes=95))
        hold(norte, later=300)
        times = {"opens": 720, "closes": 900, "first_day": TUESDAY, "last_day": TUESDAY}
        door.add_exception(AddException(whose=Whose.ROOM, resource_id=norte.rooms[0], **times))
        door.add_exception(AddException(whose=Whose.PRACTITIONER, resource_id=norte.practitioners[1], **times))
        asked = FindSlots(minutes=40, type_id=checkup.id, first=TUESDAY, days=3, limit=60)
        house = find(ClinicsContract).directory()
        for many in (asked, asked.model_copy(update={"limit": 2_000})):
            with work():
                at_once = searched.slots(house, many)
                monkeypatch.setattr(searched, "_by_minutes", searched._one_by_one)
                assert searched.slots(house, many) == at_once
                monkeypatch.undo()
    assert len(at_once) > 300


@pytest.fixture
def desk(browser_of):
    return browser_of(RECEPTIONIST)


def test_the_page_finds_and_leads_to_the_form(desk, norte):
    page = desk.get(
        "/c/norte/agenda/free-times", query_string={"practitioner_id": norte.practitioners[1], "minutes": 45}
    )
    assert page.status_code == 200
    assert page.text.count("<li><a") == 24
    link = page.text.split('<li><a class="button" href="')[1].split('"')[0].replace("&amp;", "&")
    form = desk.get(link).text
    assert 'value="45"' in form
    assert f'selected value="{norte.practitioners[1]}"' in form


def test_in_the_panel_it_is_a_fragment_and_odd_wishes_are_told(desk, norte):
    fragment = desk.get("/c/norte/agenda/free-times", headers=HTMX)
    assert fragment.text.lstrip().startswith("<section")
    from_the_toolbar = desk.get("/c/norte/agenda/free-times", query_string={"branch": norte.branch}, headers=HTMX)
    assert (from_the_toolbar.status_code, "error-summary" in from_the_toolbar.text) == (200, False)
    odd = desk.get("/c/norte/agenda/free-times", query_string={"minutes": "3", "practitioner_id": "x"}, headers=HTMX)
    assert odd.status_code == 422
    assert "Entre 5 y 720 minutos" in odd.text


def test_beside_the_booking_form_a_time_is_taken_with_one_press(desk, norte):
    booked(desk, norte, day=TUESDAY.isoformat())
    asked = {"minutes": "30", "day": TUESDAY.isoformat(), "practitioner_id": norte.practitioners[1]}
    choices = desk.get("/c/norte/agenda/free-times/beside", query_string=asked, headers=HTMX).text
    assert choices.count('name="at"') == 6
    offered = choices.split('name="at" value="')[1].split('"')[0]
    fields = form_of(desk, norte, day=TUESDAY.isoformat(), patient_id=norte.patients[1])
    assert desk.post("/c/norte/agenda/appointments", data=fields | {"at": offered}).status_code == 303
    day = offered.split("T")[0]
    assert "Iñaki García López" in desk.get(f"/c/norte/agenda?day={day}").text


def test_a_stranger_finds_nothing(browser_of):
    assert browser_of(STRANGER).get("/c/norte/agenda/free-times").status_code == 404


def test_no_later_than_it_can_be(within, norte):
    with within(norte):
        assert slots(first=date(2020, 1, 1), days=5) == ()
        assert slots(first=TUESDAY - timedelta(days=3), days=4) != ()
