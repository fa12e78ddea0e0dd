"""Free times, a day's count and its stamp, at the agenda's door."""

from datetime import timedelta

import pytest
import time_machine

from clinic_portal.contracts.agenda import (
    AgendaContract,
    CancelAppointment,
    FindFree,
)
from clinic_portal.foundation.directory import find
from tests.agenda.wishes import MORNING, NOW, wish


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=True):
        yield


def test_free_times_skip_what_is_busy_closed_or_past(within, norte):
    with within(norte):
        agenda = find(AgendaContract)
        agenda.book(wish(norte, starts_at=MORNING, minutes=120))
        found = agenda.free_times(FindFree(practitioner_id=norte.practitioners[0], near=MORNING, minutes=60, limit=4))
        late = agenda.free_times(
            FindFree(practitioner_id=norte.practitioners[0], near=MORNING.replace(hour=22), minutes=60, limit=1)
        )
    assert [free.starts_at.strftime("%H:%M") for free in found] == ["08:00", "07:45", "07:30", "07:15"]
    assert [free.starts_at.strftime("%d %H:%M") for free in late] == ["01 18:00"]


def test_a_day_counts_what_holds_time(within, norte):
    with within(norte):
        agenda = find(AgendaContract)
        booked = agenda.book(wish(norte))
        agenda.book(wish(norte, starts_at=MORNING + timedelta(hours=1)))
        agenda.book(wish(norte, starts_at=MORNING + timedelta(days=2)))
        agenda.cancel(CancelAppointment(appointment_id=booked.id, version=1, reason="patient"))
        assert agenda.day_counts(norte.branch, MORNING.date(), 3) == (1, 0, 1)


def test_the_days_stamp_changes_with_the_day_and_with_no_other(within, norte):
    with within(norte):
        agenda = find(AgendaContract)
        today, tomorrow = MORNING.date(), MORNING.date() + timedelta(days=1)
        before = agenda.day_stamp(today), agenda.day_stamp(tomorrow)
        assert before == (agenda.day_stamp(today), agenda.day_stamp(tomorrow))
        agenda.book(wish(norte))
        after = agenda.day_stamp(today), agenda.day_stamp(tomorrow)
    assert after[0] != before[0]
    assert after[1] == before[1]
