"""Free times by hand: one statement for all that bears on the days, and a loop over short lists of what is taken."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import psycopg

from benchmarks.floor.plan import Plan
from clinic_portal.contracts.agenda import FindSlots

_STATEMENT = """
    SELECT 'hours', weekday::bigint, (extract(epoch FROM opens) / 60)::int, (extract(epoch FROM closes) / 60)::int, 0, 0
    FROM clinics.opening_hours WHERE clinic_id = %(clinic)s AND branch_id = %(branch)s
    UNION ALL
    SELECT 'shift', practitioner_id, (extract(epoch FROM opens) / 60)::int, (extract(epoch FROM closes) / 60)::int,
           weekday, 0
    FROM clinics.practitioner_shift WHERE clinic_id = %(clinic)s AND branch_id = %(branch)s
    UNION ALL
    SELECT 'away', CASE whose WHEN 'practitioner' THEN resource_id WHEN 'room' THEN -resource_id ELSE 0 END,
           opens, closes, first_day - %(first)s, last_day - %(first)s
    FROM agenda.availability_exception
    WHERE clinic_id = %(clinic)s AND ended_at IS NULL AND first_day <= %(last)s AND last_day >= %(first)s AND NOT extra
    UNION ALL
    SELECT 'who', id, coalesce(room_id, 0)::int, 0, 0, 0
    FROM clinics.practitioner WHERE clinic_id = %(clinic)s AND branch_id = %(branch)s AND retired_at IS NULL
    UNION ALL
    SELECT 'room', id, 0, 0, 0, 0 FROM clinics.room
    WHERE clinic_id = %(clinic)s AND branch_id = %(branch)s AND retired_at IS NULL
    UNION ALL
    SELECT 'busy', practitioner_id, (date_part('epoch', coalesce(busy_from, starts_at) - %(since)s) / 60)::int,
           (date_part('epoch', coalesce(busy_until, ends_at) - %(since)s) / 60)::int, room_id::int, 0
    FROM agenda.appointment
    WHERE clinic_id = %(clinic)s AND starts_at >= %(since)s AND starts_at < %(until)s AND holds"""
DAY, STEP = 24 * 60, 15
Stretch = tuple[int, int]
Free = tuple[datetime, int, int]
"""When, with whom, where."""


class ByHand:
    """The question is put anew each time; nothing is remembered between."""

    def __init__(self, link: psycopg.Connection, plan: Plan, query: FindSlots) -> None:
        self._link, self._query, self._zone = link, query, ZoneInfo(plan.time_zone)
        self._since = _moment(query.first, self._zone) - timedelta(days=1)
        last = query.first + timedelta(days=query.days - 1)
        self._values = {
            "clinic": plan.clinic_id,
            "branch": plan.branch_id,
            "first": query.first,
            "last": last,
            "since": self._since,
            "until": _moment(last, self._zone) + timedelta(days=2),
        }

    def find(self) -> list[Free]:
        query, length, found = self._query, self._query.minutes, list[Free]()
        told = _Told(self._link.execute(_STATEMENT, self._values).fetchall())
        whom, rooms = sorted(told.people.items()), sorted(told.rooms)
        for number in range(query.days):
            day = query.first + timedelta(days=number)
            midnight = int((_moment(day, self._zone) - self._since).total_seconds()) // 60
            starts = told.starts(number, day.weekday(), query)
            for start in sorted({start for one in starts.values() for start in one}):
                first = midnight + start
                last, at = first + length, self._since + timedelta(minutes=first)
                free = [
                    one
                    for one in rooms
                    if told.is_free(-one, first, last) and told.is_there(one, number, start, length)
                ]
                if not free:
                    continue
                for who, own in whom:
                    if start in starts[who] and told.is_free(who, first, last):
                        found.append((at, who, own if own in free else free[0]))
                        if len(found) == query.limit:
                            return found
        return found


class _Told:
    """The rows, by what they are about; a room's stretches stand under its number below nought."""

    def __init__(self, rows: list[tuple[str, int, int, int, int, int]]) -> None:
        self.people: dict[int, int] = {}
        self.rooms: list[int] = []
        self._hours: dict[int, list[Stretch]] = defaultdict(list)
        self._shifts: dict[int, dict[int, list[Stretch]]] = {}
        self._away: dict[int, list[tuple[int, int, int, int]]] = defaultdict(list)
        self._busy: dict[tuple[int, int], list[Stretch]] = defaultdict(list)
        for sort, one, first, last, more, until in rows:
            if sort == "busy":
                for day in range(first // DAY, (last - 1) // DAY + 1):
                    self._busy[one, day].append((first, last))
                    self._busy[-more, day].append((first, last))
            elif sort == "hours":
                self._hours[one].append((first, last))
            elif sort == "shift":
                self._shifts.setdefault(one, defaultdict(list))[more].append((first, last))
            elif sort == "away":
                self._away[one].append((more, until, first, last))
            elif sort == "who":
                self.people[one] = first
            else:
                self.rooms.append(one)

    def starts(self, number: int, weekday: int, query: FindSlots) -> dict[int, frozenset[int]]:
        """Of a day, in minutes since midnight, by practitioner."""
        house = _without(self._hours[weekday], self._gone(0, number))
        usual = _grid(house, query)
        found = {}
        for who in self.people:
            gone, shifts = self._gone(who, number), self._shifts.get(who)
            if not gone and shifts is None:
                found[who] = usual
                continue
            there = house if shifts is None else _common(house, shifts[weekday])
            found[who] = _grid(_without(there, gone), query)
        return found

    def is_free(self, one: int, first: int, last: int) -> bool:
        for day in range(first // DAY, (last - 1) // DAY + 1):
            for begins, ends in self._busy.get((one, day), ()):
                if begins < last and first < ends:
                    return False
        return True

    def is_there(self, room: int, number: int, start: int, length: int) -> bool:
        return not any(begins < start + length and start < ends for begins, ends in self._gone(-room, number))

    def _gone(self, one: int, number: int) -> list[Stretch]:
        if one not in self._away:
            return []
        return [(opens, closes) for first, last, opens, closes in self._away[one] if first <= number <= last]


def _grid(open_: list[Stretch], query: FindSlots) -> frozenset[int]:
    cut = ((max(opens, query.since), min(closes, query.until)) for opens, closes in open_)
    return frozenset(start for opens, closes in cut for start in range(opens, closes - query.minutes + 1, STEP))


def _without(some: list[Stretch], gone: list[Stretch]) -> list[Stretch]:
    for begins, ends in gone:
        parts = (part for first, last in some for part in ((first, min(last, begins)), (max(first, ends), last)))
        some = [part for part in parts if part[0] < part[1]]
    return some


def _common(some: list[Stretch], others: list[Stretch]) -> list[Stretch]:
    both = ((max(first, begins), min(last, ends)) for first, last in some for begins, ends in others)
    return [one for one in both if one[0] < one[1]]


def _moment(day: date, zone: ZoneInfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
