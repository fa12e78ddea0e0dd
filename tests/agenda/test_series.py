"""Series: evaluated whole, booked all or none, moved and cancelled from one on or all that are to come."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from clinic_portal.contracts.agenda import (
    AgendaContract,
    AppointmentStatus,
    BookSeries,
    CancelSeries,
    Chosen,
    MoveAppointment,
    MoveSeries,
    NoSeries,
    PlanSeries,
    Recurrence,
    Reslotted,
    Scope,
    SeriesClashes,
    Unit,
)
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.refusals import NotFound, Stale
from tests.agenda.wishes import MORNING, NOW, wish

RULE = Recurrence(first=date(2026, 12, 1), at=time(10), every=1, unit=Unit.WEEK, count=4)
WEEK = timedelta(days=7)
MADRID = ZoneInfo("Europe/Madrid")


@pytest.fixture(autouse=True)
def then():
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def agenda(within, norte):
    with within(norte):
        yield find(AgendaContract)


def fields(house, **other):
    return {
        "practitioner_id": house.practitioners[0],
        "type_id": house.visit,
        "minutes": 30,
        "recurrence": RULE,
    } | other


def plan(agenda, house, **other):
    return agenda.plan_series(PlanSeries(**fields(house, **other)))


def book(agenda, house, plan, **other):
    chosen = tuple(Chosen(day=one.day, starts_at=one.starts_at) for one in plan.occurrences)
    more = {"idempotency_key": new_id(), "patient_id": house.patients[1], "chosen": chosen}
    return agenda.book_series(BookSeries(**fields(house, **(more | other))))


def move(agenda, series, turn, to, scope=Scope.FOLLOWING, **other):
    this = series.appointments[turn]
    wished = {
        "appointment_id": this.id,
        "version": this.version,
        "scope": scope,
        "practitioner_id": this.practitioner_id,
        "starts_at": to,
        "minutes": 30,
    }
    return agenda.move_series(MoveSeries(**(wished | other)))


def starts(series):
    return [one.starts_at for one in series.appointments]


WEEKLY = [MORNING + turn * WEEK for turn in range(4)]


def test_every_time_is_told_free_or_with_its_clash_and_a_proposal(agenda, norte):
    other = agenda.book(wish(norte, starts_at=MORNING + WEEK))
    told = plan(agenda, norte)
    assert [one.starts_at for one in told.occurrences] == WEEKLY
    assert [one.free for one in told.occurrences] == [True, False, True, True]
    assert told.clashes == 1
    taken = told.occurrences[1]
    assert (taken.clash.appointment_id, taken.clash.resource) == (other.id, "practitioner")
    assert abs(taken.proposal.starts_at - taken.starts_at) == timedelta(minutes=30)


def test_a_series_is_booked_whole_and_is_told_of_each_of_its_appointments(agenda, norte):
    series = book(agenda, norte, plan(agenda, norte))
    assert starts(series) == WEEKLY
    assert (series.recurrence, series.time_zone) == (RULE, "Europe/Madrid")
    assert agenda.series_of(series.appointments[2].id) == series
    assert agenda.series_of(agenda.book(wish(norte, starts_at=MORNING + timedelta(hours=2))).id) is None


def test_a_double_click_books_one_series(agenda, norte):
    key = new_id()
    told = plan(agenda, norte)
    assert book(agenda, norte, told, idempotency_key=key) == book(agenda, norte, told, idempotency_key=key)


def test_one_time_taken_meanwhile_and_nothing_is_booked(agenda, norte):
    told = plan(agenda, norte)
    other = agenda.book(wish(norte, starts_at=WEEKLY[3]))
    with pytest.raises(SeriesClashes) as refused:
        book(agenda, norte, told)
    assert [one.free for one in refused.value.plan.occurrences] == [True, True, True, False]
    assert refused.value.plan.occurrences[3].clash.appointment_id == other.id
    assert agenda.patient_appointments(norte.patients[1]) == ()


def test_proposals_are_taken_and_days_left_out(agenda, norte):
    agenda.book(wish(norte, starts_at=WEEKLY[1]))
    one, two, three, _ = plan(agenda, norte).occurrences
    chosen = (
        Chosen(day=one.day, starts_at=one.starts_at),
        Chosen(day=two.day, starts_at=two.proposal.starts_at, room_id=two.proposal.room_id),
        Chosen(day=three.day, starts_at=three.starts_at),
    )
    series = book(agenda, norte, plan(agenda, norte), chosen=chosen)
    assert starts(series) == [WEEKLY[0], two.proposal.starts_at, WEEKLY[2]]


def test_two_times_of_one_series_are_not_proposed_one_place(agenda, norte):
    for turn in range(3):
        agenda.book(wish(norte, starts_at=MORNING + timedelta(days=turn), minutes=30))
    daily = Recurrence(first=date(2026, 12, 1), at=time(10), every=1, unit=Unit.DAY, count=3)
    told = [one.proposal.starts_at for one in plan(agenda, norte, recurrence=daily).occurrences if one.proposal]
    assert len(told) == len(set(told)) == 3


def test_the_following_move_together_and_those_before_stay(agenda, norte):
    series = book(agenda, norte, plan(agenda, norte))
    moved = move(agenda, series, 1, WEEKLY[1] + timedelta(hours=2, days=1))
    assert starts(moved) == [WEEKLY[0], *(one + timedelta(hours=2, days=1) for one in WEEKLY[1:])]


@pytest.mark.parametrize("weeks", [-1, 1])
def test_a_series_that_moves_by_its_own_step_is_not_in_its_own_way(agenda, norte, weeks):
    later = Recurrence(first=date(2026, 12, 8), at=time(10), every=1, unit=Unit.WEEK, count=4)
    series = book(agenda, norte, plan(agenda, norte, recurrence=later))
    moved = move(agenda, series, 0, series.appointments[0].starts_at + weeks * WEEK)
    assert starts(moved) == [one + weeks * WEEK for one in starts(series)]


def test_who_was_put_elsewhere_alone_stays_there(agenda, norte):
    series = book(agenda, norte, plan(agenda, norte))
    alone = series.appointments[2]
    agenda.move(
        MoveAppointment(
            appointment_id=alone.id,
            version=alone.version,
            practitioner_id=alone.practitioner_id,
            starts_at=alone.starts_at + timedelta(hours=1),
            minutes=30,
        )
    )
    moved = move(agenda, series, 0, WEEKLY[0] + timedelta(minutes=30), Scope.ALL)
    half, hour = timedelta(minutes=30), timedelta(hours=1)
    assert starts(moved) == [WEEKLY[0] + half, WEEKLY[1] + half, WEEKLY[2] + hour, WEEKLY[3] + half]


def test_a_move_that_meets_another_names_it_and_moves_nobody(agenda, norte):
    series = book(agenda, norte, plan(agenda, norte))
    noon = WEEKLY[0] + timedelta(hours=2)
    other = agenda.book(wish(norte, starts_at=noon + 2 * WEEK))
    with pytest.raises(SeriesClashes) as refused:
        move(agenda, series, 0, noon)
    told = refused.value.plan.occurrences
    assert [one.free for one in told] == [True, True, False, True]
    assert told[2].clash.appointment_id == other.id
    assert told[2].appointment_id == series.appointments[2].id
    assert agenda.series_of(series.appointments[0].id) == series
    elsewhere = (Reslotted(appointment_id=told[2].appointment_id, starts_at=told[2].proposal.starts_at),)
    moved = move(agenda, series, 0, noon, reslotted=elsewhere)
    assert starts(moved) == [noon, noon + WEEK, told[2].proposal.starts_at, noon + 3 * WEEK]
    left = (series.appointments[1].id,)
    assert agenda.series_of(series.appointments[0].id).appointments[1].starts_at == noon + WEEK
    assert starts(move(agenda, moved, 0, WEEKLY[0], left=left))[1] == noon + WEEK


def test_ten_in_the_morning_stays_ten_in_a_moved_series_too(agenda, norte):
    march = Recurrence(first=date(2027, 3, 22), at=time(10), every=1, unit=Unit.WEEK, count=2)
    series = book(agenda, norte, plan(agenda, norte, recurrence=march))
    moved = move(agenda, series, 0, series.appointments[0].starts_at + timedelta(hours=1))
    assert [one.astimezone(MADRID).time() for one in starts(moved)] == [time(11), time(11)]


def test_the_rest_of_a_series_is_cancelled_with_one_reason(agenda, norte):
    series = book(agenda, norte, plan(agenda, norte))
    this = series.appointments[1]
    wished = {"appointment_id": this.id, "version": this.version, "scope": Scope.FOLLOWING, "reason": "patient"}
    after = agenda.cancel_series(CancelSeries(**wished))
    cancelled = AppointmentStatus.CANCELLED
    assert [one.status == cancelled for one in after.appointments] == [False, True, True, True]
    assert {one.cancellation_reason for one in after.appointments[1:]} == {"patient"}
    assert plan(agenda, norte).clashes == 1


def test_a_series_seen_too_long_ago_and_one_that_is_none(agenda, norte):
    series = book(agenda, norte, plan(agenda, norte))
    move(agenda, series, 0, WEEKLY[0] + timedelta(hours=1))
    with pytest.raises(Stale):
        move(agenda, series, 0, WEEKLY[0] + timedelta(hours=2))
    single = agenda.book(wish(norte, starts_at=MORNING + timedelta(hours=4)))
    with pytest.raises(NoSeries):
        agenda.cancel_series(
            CancelSeries(appointment_id=single.id, version=single.version, scope=Scope.ALL, reason="patient")
        )


def test_another_clinics_series_is_no_series(within, norte, sur, agenda):
    series = book(agenda, norte, plan(agenda, norte))
    with within(sur), pytest.raises(NotFound):
        find(AgendaContract).series_of(series.appointments[0].id)
