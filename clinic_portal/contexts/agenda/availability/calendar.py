"""What of rules and exceptions bears on some days: plain values, made from one statement or taken from the cache."""

from dataclasses import dataclass
from datetime import date

from clinic_portal.contexts.agenda.availability.stretches import Stretches, joined
from clinic_portal.contracts.agenda import Whose


@dataclass(frozen=True, slots=True)
class Rule:
    """A week of its own, from a day on."""

    id: int
    whose: Whose
    resource_id: int
    first: date
    last: date | None
    blocks: tuple[tuple[int, int, int], ...]
    """(weekday, opens, closes)"""

    def on(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def open_minutes(self, day: date) -> Stretches:
        weekday = day.weekday()
        return joined((opens, closes) for wanted, opens, closes in self.blocks if wanted == weekday)


@dataclass(frozen=True, slots=True)
class Exceptional:
    """A time that is open or closed although the week says otherwise."""

    whose: Whose
    resource_id: int
    extra: bool
    first: date
    last: date
    opens: int
    closes: int
    reason: str

    def on(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Calendar:
    """All of a clinic that bears on the days it was asked for."""

    rules: tuple[Rule, ...] = ()
    exceptions: tuple[Exceptional, ...] = ()
    holidays_close: bool = False

    def on(self, day: date) -> "Calendar":
        """What bears on one of the days."""
        return Calendar(
            tuple(one for one in self.rules if one.on(day)),
            tuple(one for one in self.exceptions if one.on(day)),
            self.holidays_close,
        )

    def week(self, whose: Whose, resource_id: int, day: date) -> Stretches | None:
        """What the rule in force says; None while the usual week holds. Of several the one that began last counts."""
        mine = [one for one in self.rules if one.whose is whose and one.resource_id == resource_id and one.on(day)]
        return max(mine, key=lambda one: (one.first, one.id)).open_minutes(day) if mine else None
