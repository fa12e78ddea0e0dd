"""Minutes as the bits of a number: where something fits is found by shifting, for all starts of some days at once."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache

MINUTE = timedelta(minutes=1)


def stretch(first: int, last: int, of: int) -> int:
    """The minutes from the first to before the last, as far as they are among `of` many."""
    first, last = max(first, 0), min(last, of)
    return ((1 << (last - first)) - 1) << first if first < last else 0


def runs(free: int, length: int) -> int:
    """The minutes at which `length` free ones begin, in a number of steps that grows with its logarithm."""
    have = 1
    while have < length:
        step = min(have, length - have)
        free &= free >> step
        have += step
    return free


def grid(first: int, last: int, step: int) -> int:
    """Every `step` minutes from the first to the last."""
    return _every(step, (last - first) // step + 1) << first if first <= last else 0


def each(bits: int) -> Iterator[int]:
    """The minutes whose bits are set, in order, each as its own number."""
    while bits:
        lowest = bits & -bits
        yield lowest
        bits ^= lowest


def minute_of(begin: datetime, moment: datetime) -> int:
    return (moment - begin) // MINUTE


@lru_cache(maxsize=1024)
def _every(step: int, many: int) -> int:
    return ((1 << step * many) - 1) // ((1 << step) - 1)
