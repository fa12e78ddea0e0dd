"""What becomes of a made-up appointment fits the time."""

import random
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from clinic_portal.cli.seed import days
from clinic_portal.cli.seed.story import story
from clinic_portal.contracts.agenda import AppointmentStatus as Status, AppointmentTypeView

MOMENT = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
PAST = {Status.FULFILLED, Status.NOSHOW, Status.CANCELLED}


def told(seed: int, minutes: int):
    starts = MOMENT + timedelta(minutes=minutes)
    return story(random.Random(seed), starts, starts + timedelta(minutes=30), MOMENT)


@pytest.mark.parametrize(
    ("minutes", "possible"),
    [
        (-60, PAST),
        (-10, {Status.CHECKED_IN, Status.ARRIVED, Status.CANCELLED}),
        (20, {Status.ARRIVED, Status.BOOKED, Status.CANCELLED}),
        (300, {Status.BOOKED, Status.CANCELLED}),
    ],
)
def test_states_fit_the_moment(minutes, possible):
    assert {told(seed, minutes).status for seed in range(300)} == possible


@given(st.integers(), st.integers(-40_000, 10_000))
def test_a_story_runs_forward_and_keeps_its_word(seed, minutes):
    one = told(seed, minutes)
    assert one.steps[0].what == "booked"
    assert bool(one.reason) == (one.status is Status.CANCELLED)
    ends = {Status.CANCELLED: "cancelled", Status.NOSHOW: "missed", Status.FULFILLED: "fulfilled"}
    if one.status in ends:
        assert one.steps[-1].what == ends[one.status]
    assert all(earlier.at <= later.at for earlier, later in pairwise(one.steps) if later.what != "cancelled")


@given(st.integers(), st.floats(0.1, 1))
def test_a_day_overlaps_nowhere_and_stays_in_its_hours(seed, share):
    hours = ((540, 840), (930, 1200))
    kinds = [AppointmentTypeView(id=n, name=str(n), minutes=minutes, hue=1) for n, minutes in enumerate((10, 30, 90))]
    found = list(days.booked(random.Random(seed), hours, kinds, share))
    assert all(first + kind.minutes <= second for (first, kind), (second, _kind) in pairwise(found))
    assert all(any(opens <= at and at + kind.minutes <= closes for opens, closes in hours) for at, kind in found)


def test_today_is_fullest():
    today, chance = date(2026, 11, 24), random.Random(1)
    shares = [days.busy(chance, today + timedelta(days=offset), today) for offset in range(-31, 9)]
    assert max(shares) == shares[31]
    assert min(shares) > 0.1
