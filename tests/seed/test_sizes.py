"""Sizes to measure with: Zipf's clinics, and days in which nobody is in two places."""

import random

import pytest
from hypothesis import given, strategies as st

from clinic_portal.cli.seed.grid import MINUTES, places
from clinic_portal.cli.seed.sizes import A_DAY, REFERENCE, SIZES, plans


@pytest.mark.parametrize("size", SIZES.values(), ids=list(SIZES))
def test_the_reference_clinic_is_the_largest_and_all_add_up(size):
    found = list(plans(size))
    first = found[0]
    assert (first.slug, first.practitioners, first.rooms, first.a_day) == (REFERENCE, 20, 6, A_DAY)
    assert [plan.slug for plan in found[1:3]] == ["c0001", "c0002"]
    assert sum(plan.patients for plan in found) == pytest.approx(size.patients, rel=0.01)
    assert all(plan.rooms <= plan.practitioners for plan in found)


def test_the_largest_is_about_fifty_times_the_median():
    found = [plan.patients for plan in plans(SIZES["full"])]
    assert 40 < found[0] / found[500] < 60


@given(st.integers(), st.integers(1, 6), st.integers(0, 14), st.floats(0, 60))
def test_no_doctor_and_no_room_is_taken_twice(seed, rooms, more, a_day):
    taken = sorted(places(random.Random(seed), rooms + more, rooms, a_day))
    for which in (1, 2):
        last: dict[int, int] = {}
        for place in taken:
            assert place[0] >= last.get(place[which], 0)
            last[place[which]] = place[0] + MINUTES
