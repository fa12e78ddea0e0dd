"""How full a doctor's day is: a walk through the opening hours that books or leaves a gap."""

import random
from collections.abc import Iterator, Sequence
from datetime import date

from clinic_portal.contracts.agenda import AppointmentTypeView as Kind

GAPS = (10, 15, 20, 30)


def busy(chance: random.Random, day: date, today: date) -> float:
    """The share of a day that is booked: today most, later days less and less, weekends little."""
    if day == today:
        return 0.82
    if day > today:
        return max(0.25, 0.68 - 0.06 * (day - today).days)
    weekend = day.weekday() >= 5
    return chance.uniform(0.2, 0.35) if weekend else chance.uniform(0.55, 0.75)


def booked(
    chance: random.Random, hours: tuple[tuple[int, int], ...], kinds: Sequence[Kind], share: float
) -> Iterator[tuple[int, Kind]]:
    """(start in minutes since midnight, kind) through the open hours; nothing overlaps or stays past closing."""
    for opens, closes in hours:
        at = opens
        while at + min(kind.minutes for kind in kinds) <= closes:
            kind = chance.choice(kinds)
            if chance.random() > share or at + kind.minutes > closes:
                at += chance.choice(GAPS)
                continue
            yield at, kind
            at += kind.minutes
