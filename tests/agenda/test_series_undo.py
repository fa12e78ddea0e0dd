"""What was done to several of a series in one act is taken back as one, all or none."""

from datetime import date, time, timedelta

import pytest
import time_machine

from clinic_portal.contracts.agenda import (
    AgendaContract,
    AppointmentStatus,
    Recurrence,
    Scope,
    SlotTaken,
    UndoDeed,
    Unit,
)
from clinic_portal.foundation.directory import find
from tests.agenda.test_series import WEEK, WEEKLY, book, move, plan, starts
from tests.agenda.wishes import NOW, wish


@pytest.fixture
def agenda(within, norte):
    with time_machine.travel(NOW, tick=True), within(norte):
        yield find(AgendaContract)


def undo(agenda, one):
    return agenda.undo(UndoDeed(appointment_id=one.id, version=one.version))


@pytest.mark.parametrize("by", [-WEEK, WEEK, timedelta(minutes=15)])
def test_what_was_moved_together_is_put_back_together(agenda, norte, by):
    later = Recurrence(first=date(2026, 12, 8), at=time(10), every=1, unit=Unit.WEEK, count=4)
    series = book(agenda, norte, plan(agenda, norte, recurrence=later))
    moved = move(agenda, series, 0, starts(series)[0] + by, Scope.ALL)
    undo(agenda, moved.appointments[2])
    assert starts(agenda.series_of(series.appointments[0].id)) == starts(series)


def test_a_place_of_the_series_that_was_given_away_is_named_and_nobody_is_put_back(agenda, norte):
    series = book(agenda, norte, plan(agenda, norte))
    moved = move(agenda, series, 0, WEEKLY[0] + timedelta(hours=2))
    other = agenda.book(wish(norte, starts_at=WEEKLY[2]))
    with pytest.raises(SlotTaken) as refused:
        undo(agenda, moved.appointments[0])
    assert refused.value.clash.appointment_id == other.id
    assert agenda.series_of(series.appointments[0].id) == moved


def test_a_series_that_is_undone_is_cancelled_as_a_whole(agenda, norte):
    series = book(agenda, norte, plan(agenda, norte))
    undo(agenda, series.appointments[0])
    told = agenda.series_of(series.appointments[0].id).appointments
    assert {one.status for one in told} == {AppointmentStatus.CANCELLED}
