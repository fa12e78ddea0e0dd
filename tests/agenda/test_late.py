"""Who should have been here for some time: the desk is asked, by the clinic's rule, and one press notes it."""

import re
from datetime import date, timedelta

import pytest
import time_machine

from clinic_portal.blueprints.agenda.late import NOBODY, expected_of, late_of
from clinic_portal.contracts.agenda import (
    AgendaContract,
    AppointmentStatus as Status,
    DayEntry,
    MarkAppointment,
    Message,
    SetDayPolicy,
    UndoDeed,
)
from clinic_portal.contracts.identity import ChangeMemberRole, IdentityContract, Permission
from clinic_portal.foundation.clock import local_minutes, now
from clinic_portal.foundation.directory import find
from tests.agenda.wishes import MORNING, NOW, wish
from tests.conftest import csrf_of
from tests.stand.cast import RECEPTIONIST, STRANGER
from tests.stand.staff import hire, own_role

DAY, ROOM = "/c/norte/agenda", "/c/norte/agenda/waiting-room"
HTMX = {"HX-Request": "true", "HX-Source": "form#late-1", "HX-Current-URL": f"http://localhost{DAY}"}
NINE = 9 * 60
RULES = {"amber_minutes": 15, "red_minutes": 30, "cancel_hours": 24, "noshow_limit": 2}


def entry(id_: int, starts: int, status: Status = Status.BOOKED) -> DayEntry:
    return DayEntry(
        id=id_, version=1, practitioner_id=1, room_id=1, patient_id=1, patient_name="", patient_phone="", type_id=1,
        starts=starts, minutes=30, status=status, confirmed=False, message=Message.NONE, note="",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("now_", "prompt", "here", "next_at"),
    [
        (NINE + 29, 30, [], NINE + 30),
        (NINE + 30, 30, [1], NINE + 60),
        (NINE + 60, 30, [1, 2], 1440 - 5),
        (23 * 60 + 59, 30, [1, 2, 3], None),
        (NINE + 600, 0, [], None),
        (None, 30, [], None),
        (NINE, 1, [], NINE + 1),
        (NINE + 600, 600, [1], NINE + 630),
    ],
)
def test_one_is_asked_about_from_the_minute_on_and_not_past_midnight(now_, prompt, here, next_at):
    states = (Status.ARRIVED, Status.PENDING, Status.NOSHOW, Status.CANCELLED, Status.FULFILLED, Status.CHECKED_IN)
    others = [entry(9 + number, NINE, status) for number, status in enumerate(states)]
    entries = [entry(3, 1440 - 35), entry(2, NINE + 30), *others, entry(1, NINE)]
    late = late_of(entries, now_, prompt)
    assert ([one.id for one in late.here], late.next_at) == (here, next_at)


def test_nothing_is_asked_of_an_empty_day():
    assert late_of([], NINE, 30) == NOBODY


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), date(2026, 7, 1)])
def test_the_clock_of_the_clinic_counts_whatever_the_season(day):
    first, zone = entry(1, NINE), "Europe/Madrid"
    (one,) = expected_of([first], day, zone, 30)
    with time_machine.travel(one.ask_at, tick=False):
        assert local_minutes(now(), zone) == NINE + 30
        assert [late for _, _, late in expected_of([first], day, zone, 30)] == [True]
        assert late_of([first], local_minutes(now(), zone), 30).here == (first,)
    with time_machine.travel(one.ask_at - timedelta(seconds=1), tick=False):
        assert [late for _, _, late in expected_of([first], day, zone, 30)] == [False]


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=True) as moment:
        yield moment


@pytest.fixture
def desk(clock, within, norte, browser_of):
    """A receptionist, half an hour after the start of appointment 1, at which nobody came."""
    with within(norte):
        assert find(AgendaContract).book(wish(norte, notify=False)).id == 1
    clock.move_to(MORNING + timedelta(minutes=30))
    return browser_of(RECEPTIONIST)


def mark(browser, status, headers=None, version=1):
    data = {"csrf_token": csrf_of(browser.get(DAY).text), "version": version, "status": status}
    return browser.post(f"{DAY}/appointments/1/state", data=data, headers=headers)


def listed(page):
    return re.findall(r'id="late-(\d+)"', page)


@pytest.mark.parametrize("status", ["noshow", "arrived"])
def test_one_press_takes_them_off_the_list_and_one_takes_it_back(desk, within, norte, status):
    assert listed(desk.get(DAY).text) == ["1"]
    said = mark(desk, status, HTMX)
    assert (said.status_code, listed(said.text), "Anotado" in said.headers["HX-Trigger"]) == (200, [], True)
    assert 'id="panel-body"' not in said.text, "a form that is open beside it stays open"
    with within(norte):
        assert find(AgendaContract).appointment(1).status == status
        find(AgendaContract).undo(UndoDeed(appointment_id=1, version=2))
    assert listed(desk.get(DAY).text) == ["1"]


def test_it_works_without_scripts_and_names_a_stale_press(desk):
    assert mark(desk, "noshow").status_code == 303
    assert mark(desk, "noshow").status_code == 409


def test_the_board_that_an_open_page_asks_for_brings_it(desk):
    board = desk.get(f"{DAY}/board")
    assert (listed(board.text), 'hx-target="#late-list"' in board.text) == (["1"], True)
    assert "late" not in desk.get(f"{DAY}/week/board").text


def test_another_day_and_another_practitioners_columns_ask_nothing(desk, norte):
    later = (MORNING + timedelta(days=1)).date()
    assert listed(desk.get(f"{DAY}?day={later}").text) == []
    here = f"{DAY}?day={MORNING.date()}&branch={norte.branch}&by=practitioner"
    assert listed(desk.get(f"{here}&only={norte.practitioners[0]}").text) == ["1"]
    assert listed(desk.get(f"{here}&only={norte.practitioners[1]}").text) == []


def test_who_may_not_book_is_not_asked_and_a_stranger_meets_nothing(desk, within, norte, browser_of):
    with within(norte):
        role = own_role("Mirador", frozenset({Permission.SEE_AGENDA}))
        command = ChangeMemberRole(user_id=hire("mirador@norte.example"), role=role.role.key, version=1)
        find(IdentityContract).change_member_role(command)
    watcher = browser_of("mirador@norte.example")
    assert listed(watcher.get(DAY).text) == []
    assert mark(watcher, "noshow").status_code == 403
    stranger = browser_of(STRANGER)
    data = {"csrf_token": csrf_of(stranger.get("/c/sur/agenda").text), "version": 1, "status": "noshow"}
    assert stranger.post(f"{DAY}/appointments/1/state", data=data).status_code == 404


@pytest.mark.parametrize(("prompt", "asked"), [(0, False), (30, True), (31, False)])
def test_the_clinic_says_after_how_many_minutes(desk, within, norte, prompt, asked):
    with within(norte):
        find(AgendaContract).set_day_policy(SetDayPolicy(version=0, prompt_minutes=prompt, **RULES))
    assert bool(listed(desk.get(DAY).text)) is asked
    row = re.search(r"<li( data-ask[^>]*)?>.*?value=\"noshow\"[^>]*?( hidden)?>", desk.get(ROOM).text, re.DOTALL)
    assert (bool(row[1]), row[2] is None) == (bool(prompt), asked)


def test_the_waiting_room_notes_who_did_not_come(desk, within, norte):
    token = csrf_of(desk.get(ROOM).text)
    data = {"csrf_token": token, "version": 1, "status": "noshow"}
    assert desk.post(f"{ROOM}/arrivals/1", data=data).status_code == 303
    with within(norte):
        missed = find(AgendaContract).appointment(1)
        assert missed.status is Status.NOSHOW
        find(AgendaContract).mark(MarkAppointment(appointment_id=1, version=2, status=Status.BOOKED))
    assert desk.post(f"{ROOM}/arrivals/1", data=data | {"version": 3, "status": ""}).status_code == 303
    with within(norte):
        assert find(AgendaContract).appointment(1).status is Status.ARRIVED
