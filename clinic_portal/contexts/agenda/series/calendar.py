"""The days of a rule and its moments, by thinking alone: the wall clock counts, whatever the offset of the day."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from clinic_portal.contracts.agenda import Recurrence, Unit
from clinic_portal.foundation.clock import at_local, local_day, local_minutes
from clinic_portal.foundation.months import months_later

_DAYS = {Unit.DAY: 1, Unit.WEEK: 7}


def days_of(rule: Recurrence) -> Iterator[date]:
    """The rule's days in order; a month without the day of `first` gives its last one."""
    for turn in range(rule.count):
        steps = turn * rule.every
        yield (
            months_later(rule.first, steps)
            if rule.unit is Unit.MONTH
            else rule.first + timedelta(days=steps * _DAYS[rule.unit])
        )


def minutes_of(at: time) -> int:
    """Since midnight on the wall clock."""
    return at.hour * 60 + at.minute


def exists(moment: datetime, minutes: int, time_zone: str) -> bool:
    """Whether the clock shows that time then: not in the hour that is skipped when it is put forward."""
    return local_minutes(moment, time_zone) == minutes


def moved_with(moment: datetime, was: datetime, then: datetime, time_zone: str) -> datetime:
    """Where a move of `was` to `then` takes another: as many days further, to the same clock."""
    days = local_day(then, time_zone) - local_day(was, time_zone)
    return at_local(local_day(moment, time_zone) + days, local_minutes(then, time_zone), time_zone)
