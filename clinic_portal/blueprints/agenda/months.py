"""A month as a map: how full each day is, of the time that can be booked in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from clinic_portal.blueprints.agenda.cards import Cards
from clinic_portal.blueprints.agenda.shown import Shown
from clinic_portal.blueprints.agenda.weeks import holiday_of
from clinic_portal.contracts.agenda import WEEK, DayHours, DayLoad
from clinic_portal.contracts.clinics import ClinicDirectory

FULL, LEVELS = 100, 4
"""Percent; and shades of a day that is not empty."""


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of the map; `open_minutes` adds up the columns that are shown, 0 on a closed day."""

    shown: Shown
    count: int
    minutes: int
    open_minutes: int
    inside: bool
    is_today: bool
    holiday: str = ""

    @property
    def share(self) -> int:
        """Percent of the time that can be booked; more than 100 where it is used beyond the hours."""
        return round(FULL * self.minutes / self.open_minutes) if self.open_minutes else 0

    @property
    def level(self) -> int:
        """0 for nothing, 1 for little, up to LEVELS."""
        if not self.count:
            return 0
        return min(LEVELS, 1 + self.share * LEVELS // (FULL + 1)) if self.open_minutes else LEVELS


@dataclass(frozen=True, slots=True)
class Month:
    """Whole weeks from a Monday on; `of` counts the columns with those that a filter leaves out."""

    shown: Shown
    weeks: tuple[tuple[MonthDay, ...], ...]
    of: int


def make_month(
    shown: Shown, load: Sequence[DayLoad], house: ClinicDirectory, hours: Sequence[DayHours], today: date
) -> Month:
    """Put a branch's days on a map."""
    by_day = {shown.first + timedelta(days=offset): of_day for offset, of_day in enumerate(hours)}
    cards = Cards(shown, house, (), by_day)
    heads = cards.heads(())
    chosen = [head for head in heads if not shown.only or head.id in shown.only]

    def of_day(offset: int, busy: DayLoad) -> MonthDay:
        day = shown.first + timedelta(days=offset)
        opened = sum(closes - opens for head in chosen for opens, closes in cards.open_minutes(head, day))
        inside = day.month == shown.day.month
        return MonthDay(
            shown.over("day", day), busy.count, busy.minutes, opened, inside, day == today, holiday_of(by_day[day])
        )

    days = [of_day(offset, busy) for offset, busy in enumerate(load)]
    weeks = tuple(tuple(days[at : at + WEEK]) for at in range(0, len(days), WEEK))
    return Month(shown, weeks, len(heads))
