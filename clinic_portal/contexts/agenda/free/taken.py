"""What is taken of a clinic's practitioners and rooms over some days: read in minutes, kept as their bits."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import DateTime, Integer, bindparam, cast, func, select

from clinic_portal.contexts.agenda.diary import OWN, TAKEN, span
from clinic_portal.contexts.agenda.free.minutes import MINUTE, minute_of, runs, stretch
from clinic_portal.contexts.agenda.holds.keys import digest_of
from clinic_portal.contexts.agenda.occupied import BUFFER, LONGEST
from clinic_portal.contexts.agenda.places import EVERY_LANE
from clinic_portal.contracts.agenda import FindSlots
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.database.hot import HotRead
from clinic_portal.foundation.work import current_work

_T = TAKEN.subquery()


def _minutes(moment: Any) -> Any:
    return func.date_part("epoch", moment - bindparam("begin", type_=DateTime(timezone=True))) / 60


_TAKEN = HotRead(
    select(
        _T.c.practitioner_id,
        _T.c.room_id,
        _T.c.room_lane,
        cast(func.floor(_minutes(_T.c.first)), Integer),
        cast(func.ceil(_minutes(_T.c.last)), Integer),
    ).execution_options(**OWN)
)
_LONGEST = (LONGEST + BUFFER + BUFFER) // MINUTE
_FIRST = itemgetter(3)
Stretch = tuple[int, int, int, int, int]
"""Practitioner, room and its lane, the first minute and the one after the last."""


class Taken:
    """From a moment on, what begins earliest first."""

    def __init__(self, begin: datetime, rows: Iterable[Stretch]) -> None:
        self.begin, self._rows = begin, sorted(rows, key=_FIRST)

    def between(self, begin: datetime, many: int) -> "Bits":
        later, bits = minute_of(self.begin, begin), Bits(many)
        start = bisect_left(self._rows, later - _LONGEST, key=_FIRST)
        end = bisect_left(self._rows, later + many, start, key=_FIRST)
        for practitioner_id, room_id, lane, first, last in self._rows[start:end]:
            if last > later:
                bits.take(practitioner_id, room_id, lane, stretch(first - later, last - later, many))
        return bits


class Bits:
    """A bit for each of `many` minutes in which somebody or a lane of a room is taken."""

    def __init__(self, many: int) -> None:
        self.many, self._whole = many, (1 << many) - 1
        self._people: dict[int, int] = defaultdict(int)
        self._lanes: dict[tuple[int, int], int] = defaultdict(int)
        self._rooms: dict[tuple[int, int], int] = {}

    def take(self, practitioner_id: int, room_id: int, lane: int, bits: int) -> None:
        self._people[practitioner_id] |= bits
        self._lanes[room_id, lane] |= bits

    def close(self, room_id: int, first: int, last: int) -> None:
        self._lanes[room_id, EVERY_LANE] |= stretch(first, last, self.many)

    def person(self, practitioner_id: int, length: int) -> int:
        """When somebody has so many free minutes before them."""
        return runs(self._whole & ~self._people[practitioner_id], length)

    def room(self, room_id: int, capacity: int, length: int) -> int:
        """When any lane of a room has."""
        if (room_id, length) not in self._rooms:
            closed, found = self._lanes[room_id, EVERY_LANE], 0
            for lane in range(1, capacity + 1):
                found |= runs(self._whole & ~(self._lanes[room_id, lane] | closed), length)
            self._rooms[room_id, length] = found
        return self._rooms[room_id, length]


def taken_soon(house: ClinicDirectory, query: FindSlots, first: date, last: date, hold: str) -> Callable[[], Taken]:
    """Of all whom and where the query may mean, to be asked for after others have joined the flight."""
    between = span(house, first, last)
    people = [one.id for one in house.practitioners if not query.practitioners or one.id in query.practitioners]
    rooms = [one.id for one in house.rooms if not query.branches or one.branch_id in query.branches]
    begin = between["since"]
    asked = _TAKEN.soon(
        current_work(),
        practitioners=people,
        rooms=rooms,
        begin=begin,
        moment=now(),
        own_hold=digest_of(hold),
        **between,
    )
    return lambda: Taken(begin, asked.rows())
