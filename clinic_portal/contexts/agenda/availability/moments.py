"""From the wall clock to moments: right on the days on which the clock is put forward or back."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from clinic_portal.contexts.agenda.availability.stretches import Stretches

Window = tuple[datetime, datetime]
_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)
_QUARTER = timedelta(minutes=15)
"""No zone has ever changed its clock but on a quarter of an hour, in the years that we look at."""


def windows_of(days: Iterable[tuple[date, Stretches]], time_zone: str) -> list[Window]:
    """The moments at which the wall clock stands within the stretches of its day, in order and joined."""
    found: list[Window] = []
    for first, last in (window for day, open_ in days if open_ for window in _windows(day, open_, time_zone)):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def holds(windows: Sequence[Window], starts_at: datetime, ends_at: datetime) -> bool:
    """Whether one of them has the whole time."""
    return any(first <= starts_at and ends_at <= last for first, last in windows)


def _windows(day: date, open_: Stretches, time_zone: str) -> list[Window]:
    return sorted(
        (max(begins, midnight + opens * _MINUTE), min(ends, midnight + closes * _MINUTE))
        for begins, ends, midnight in _even(day, time_zone)
        for opens, closes in open_
        if max(begins, midnight + opens * _MINUTE) < min(ends, midnight + closes * _MINUTE)
    )


@lru_cache(maxsize=4096)
def _even(day: date, time_zone: str) -> tuple[tuple[datetime, datetime, datetime], ...]:
    """The parts of a local day in which the clock is not changed: from, until, and where midnight would be."""
    zone = ZoneInfo(time_zone)
    return tuple(
        (first, last, datetime(day.year, day.month, day.day, tzinfo=UTC) - offset)
        for first, last, offset in _parts(day, zone)
    )


def _parts(day: date, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime, timedelta]]:
    """Scanned from before any zone's midnight to after it, in steps that no change of a clock falls between."""
    at = datetime(day.year, day.month, day.day, tzinfo=UTC) - _DAY
    begins: datetime | None = None
    offset = timedelta()
    for _ in range(4 * 24 * 3 + 1):
        local = at.astimezone(zone)
        now_offset = local.utcoffset() or timedelta()
        if begins is not None and (local.date() != day or now_offset != offset):
            yield begins, at, offset
            begins = None
        if begins is None and local.date() == day:
            begins, offset = at, now_offset
        at += _QUARTER
