"""What a process remembers for some seconds is gone afterwards, not merely withheld."""

import time

import pytest

from clinic_portal.foundation.lately import Lately


@pytest.fixture
def passes(monkeypatch):
    """`passes(7)`: it is seven seconds later."""
    steady, ahead = time.monotonic, [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: steady() + ahead[0])

    def later(seconds: float) -> None:
        ahead[0] += seconds

    return later


@pytest.mark.parametrize("touch", [lambda it: it.get("other"), lambda it: it.put("new", 3), lambda it: it.sweep()])
def test_what_ran_out_is_dropped_by_whoever_comes_next(passes, touch):
    remembered = Lately[int](8, 60)
    remembered.put("name", 1)
    passes(40)
    remembered.put("phone", 2)
    touch(remembered)
    assert (remembered.get("name"), remembered.get("phone")) == (1, 2)
    passes(21)
    touch(remembered)
    assert "name" not in remembered._kept
    assert remembered.get("phone") == 2


def test_of_a_shorter_life_it_is_given_no_longer_and_rests_no_longer_than_the_others(passes):
    remembered = Lately[int](8, 60)
    remembered.put("long", 1)
    remembered.put("short", 2, seconds=5)
    passes(6)
    assert (remembered.get("long"), remembered.get("short")) == (1, None)
    passes(60)
    remembered.sweep()
    assert not remembered._kept
