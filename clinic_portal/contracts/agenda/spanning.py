"""What can be seen of many days at once: a week of one practitioner or room, and how full a month is."""

from datetime import date
from typing import Protocol

from clinic_portal.contracts.agenda.holding import HeldSlot
from clinic_portal.contracts.agenda.values import DayEntry
from clinic_portal.foundation.values import Value

WEEK = 7


class WeekView(Value):
    """The seven local days from `first`, each with its appointments in order of time, at whatever branch.

    `held` has what is held of each day, as many days; it may be empty for a week without any.
    """

    first: date
    days: tuple[tuple[DayEntry, ...], ...]
    held: tuple[tuple[HeldSlot, ...], ...] = ()


class DayLoad(Value):
    """How many appointments hold time on a day, and how many minutes they take together."""

    count: int
    minutes: int


class Spanning(Protocol):
    """Weeks, months and their stamps."""

    def week(self, first: date, *, practitioner_id: int | None = None, room_id: int | None = None) -> WeekView:
        """All appointments of the one that is named; raises NotFound."""

    def load(
        self,
        branch_id: int,
        first: date,
        days: int,
        *,
        practitioners: tuple[int, ...] | None = None,
        rooms: tuple[int, ...] | None = None,
    ) -> tuple[DayLoad, ...]:
        """A branch's local days, of those practitioners or rooms alone where they are named; raises NotFound."""

    def days_stamp(self, first: date, days: int) -> str:
        """An opaque text that is another one as soon as anything in those days of the clinic has changed."""
