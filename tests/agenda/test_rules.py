"""What the agenda decides alone: steps of a state, clashes and free times, against a slow and obvious model."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from clinic_portal.contexts.agenda.places import STEP, Busy, Wish, clash_of, free_room
from clinic_portal.contexts.agenda.rules import (
    may_step,
    nearest_free,
    too_early,
)
from clinic_portal.contracts.agenda import AppointmentStatus as Status

MIDNIGHT = datetime(2026, 11, 24, tzinfo=UTC)
WINDOW = [(MIDNIGHT + timedelta(hours=8), MIDNIGHT + timedelta(hours=14))]

quarters = st.integers(0, 40).map(lambda number: MIDNIGHT + timedelta(hours=6) + number * STEP)
lengths = st.integers(1, 8).map(lambda number: number * STEP)


@st.composite
def taken(draw: st.DrawFn) -> Busy:
    start = draw(quarters)
    return Busy(draw(st.integers(1, 3)), draw(st.integers(1, 3)), start, start + draw(lengths))


def minutes_of(start: datetime, length: timedelta) -> set[datetime]:
    return {start + timedelta(minutes=minute) for minute in range(int(length.total_seconds() // 60))}


@given(st.lists(taken(), max_size=12), quarters, lengths, st.permutations([1, 2, 3]))
def test_a_clash_is_a_minute_that_two_want(
    busy: list[Busy], start: datetime, length: timedelta, rooms: list[int]
) -> None:
    wish = Wish(1, rooms, length)
    wanted = minutes_of(start, length)
    meeting = [one for one in busy if wanted & minutes_of(one.starts_at, one.ends_at - one.starts_at)]
    practitioner_busy = any(one.practitioner_id == 1 for one in meeting)
    free_rooms = [room for room in rooms if all(one.room_id != room for one in meeting)]

    assert clash_of(busy, wish, start) == ("practitioner" if practitioner_busy else None if free_rooms else "room")
    assert free_room(busy, wish, start) == (free_rooms[0] if free_rooms else None)


@given(st.lists(taken(), max_size=12), quarters, lengths)
def test_free_times_are_all_that_fit_and_the_nearest_come_first(
    busy: list[Busy], near: datetime, length: timedelta
) -> None:
    wish = Wish(2, [1, 2, 3], length)
    found = list(nearest_free(near, MIDNIGHT, WINDOW, busy, wish))

    opens, closes = WINDOW[0]
    obvious = {
        opens + number * STEP
        for number in range(24)
        if opens + number * STEP + length <= closes and clash_of(busy, wish, opens + number * STEP) is None
    }
    assert set(found) == obvious
    assert found == sorted(found, key=lambda start: (abs(start - near), start))


@given(quarters, quarters, lengths)
def test_no_time_is_offered_that_has_passed(near: datetime, now: datetime, length: timedelta) -> None:
    assert all(start >= now for start in nearest_free(near, now, WINDOW, [], Wish(1, [1], length)))


@pytest.mark.parametrize(
    ("now_is", "then", "begun", "may"),
    [
        (Status.BOOKED, Status.ARRIVED, False, True),
        (Status.BOOKED, Status.NOSHOW, False, False),
        (Status.BOOKED, Status.NOSHOW, True, True),
        (Status.NOSHOW, Status.BOOKED, True, True),
        (Status.NOSHOW, Status.ARRIVED, True, True),
        (Status.FULFILLED, Status.CANCELLED, True, False),
        (Status.FULFILLED, Status.CHECKED_IN, True, True),
        (Status.CANCELLED, Status.BOOKED, True, False),
        (Status.BOOKED, Status.BOOKED, True, False),
    ],
)
def test_steps_between_states(now_is: Status, then: Status, begun: bool, may: bool) -> None:
    assert may_step(now_is, then, begun=begun) is may


@pytest.mark.parametrize("then", list(Status))
def test_nobody_comes_before_the_day_has(then: Status) -> None:
    day = MIDNIGHT.date()
    comes = then in {Status.ARRIVED, Status.CHECKED_IN, Status.FULFILLED}
    ahead, behind = day + timedelta(days=1), day - timedelta(days=1)
    assert [too_early(then, day=one, today=day) for one in (behind, day, ahead)] == [False, False, comes]
