"""Which appointments a clinic has on a day: as many as its size says, no doctor and no room twice at a time."""

import random
from collections.abc import Iterator

HOURS = (9, 10, 11, 12, 13, 15, 16, 17, 18, 19)
MINUTES = 30
"""Each fits into its hour, whichever room's minute it begins at."""


def places(chance: random.Random, practitioners: int, rooms: int, a_day: float) -> Iterator[tuple[int, int, int]]:
    """(start in minutes, practitioner, room) by their numbers; `rooms` ≤ `practitioners`."""
    free = [(hour, room) for hour in range(len(HOURS)) for room in range(rooms)]
    wanted = int(a_day) + (chance.random() < a_day % 1)
    shift = chance.randrange(practitioners)
    for hour, room in sorted(chance.sample(free, min(wanted, len(free)))):
        yield HOURS[hour] * 60 + room * 5 % 30, (hour * rooms + room + shift) % practitioners, room
