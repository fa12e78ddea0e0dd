"""A week of one practitioner or room, and how full a month is, at the agenda's door."""

from datetime import date, timedelta

import pytest
import time_machine

from clinic_portal.contracts.agenda import AgendaContract, CancelAppointment
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.refusals import NotFound
from tests.agenda.wishes import MORNING, NOW, wish

MONDAY = date(2026, 11, 30)
TUESDAY = 1


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=True):
        yield


def test_a_week_holds_one_practitioners_appointments_by_day(within, norte):
    with within(norte):
        agenda = find(AgendaContract)
        first = agenda.book(wish(norte))
        late = agenda.book(wish(norte, starts_at=MORNING + timedelta(days=2)))
        agenda.book(wish(norte, practitioner_id=norte.practitioners[1]))
        agenda.book(wish(norte, starts_at=MORNING + timedelta(days=7)))
        week = agenda.week(MONDAY, practitioner_id=norte.practitioners[0])
        room = agenda.week(MONDAY, room_id=norte.rooms[1])
    assert [[one.id for one in day] for day in week.days] == [[], [first.id], [], [late.id], [], [], []]
    assert week.days[TUESDAY][0].starts == 10 * 60, "the wall clock of Madrid"
    assert [len(day) for day in room.days] == [0, 1, 0, 0, 0, 0, 0]


def test_the_week_in_which_the_clock_goes_back_keeps_the_wall_clock(within, norte):
    monday, sunday = date(2027, 10, 25), 6
    with within(norte):
        agenda = find(AgendaContract)
        starts = MORNING.replace(year=2027, month=10, day=31, hour=22)
        agenda.book(wish(norte, starts_at=starts, anyway=True))
        (only,) = agenda.week(monday, practitioner_id=norte.practitioners[0]).days[sunday]
        (load,) = agenda.load(norte.branch, date(2027, 10, 31), 1)
    assert (only.starts, load.count) == (23 * 60, 1)


def test_a_months_load_counts_what_holds_time_of_all_or_of_some(within, norte):
    with within(norte):
        agenda = find(AgendaContract)
        agenda.book(wish(norte))
        gone = agenda.book(wish(norte, starts_at=MORNING + timedelta(hours=2)))
        agenda.cancel(CancelAppointment(appointment_id=gone.id, version=1, reason="patient"))
        agenda.book(wish(norte, practitioner_id=norte.practitioners[1], minutes=45))
        day = date(2026, 12, 1)
        loads = [
            agenda.load(norte.branch, day, 2),
            agenda.load(norte.branch, day, 2, practitioners=(norte.practitioners[0],)),
            agenda.load(norte.branch, day, 2, rooms=(norte.rooms[1],)),
            agenda.load(norte.branch, day, 2, practitioners=()),
        ]
    assert [[(one.count, one.minutes) for one in load] for load in loads] == [
        [(2, 75), (0, 0)],
        [(1, 30), (0, 0)],
        [(1, 45), (0, 0)],
        [(0, 0), (0, 0)],
    ]


def test_the_stamp_of_many_days_changes_with_any_of_them_and_with_no_other(within, norte):
    with within(norte):
        agenda = find(AgendaContract)
        before = agenda.days_stamp(MONDAY, 7)
        assert agenda.days_stamp(MONDAY, 7) == before
        agenda.book(wish(norte, starts_at=MORNING + timedelta(days=7)))
        assert agenda.days_stamp(MONDAY, 7) == before
        agenda.book(wish(norte))
        assert agenda.days_stamp(MONDAY, 7) != before


def test_without_redis_the_stamp_is_always_a_new_one(within, norte, without_redis):
    with within(norte):
        agenda = find(AgendaContract)
        assert agenda.days_stamp(MONDAY, 7) != agenda.days_stamp(MONDAY, 7)


def test_another_clinics_are_nobody(within, norte, sur):
    with within(norte):
        agenda = find(AgendaContract)
        for ask in (
            lambda: agenda.week(MONDAY, practitioner_id=sur.practitioners[0]),
            lambda: agenda.week(MONDAY, room_id=sur.rooms[0]),
            lambda: agenda.week(MONDAY),
            lambda: agenda.load(sur.branch, MONDAY, 7),
        ):
            with pytest.raises(NotFound):
                ask()
