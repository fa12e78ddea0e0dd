"""The next free times for a search: all it reads of four weeks travels in one flight."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import merge
from itertools import islice

from clinic_portal.contexts.agenda.availability import reading
from clinic_portal.contexts.agenda.availability.calendar import Calendar
from clinic_portal.contexts.agenda.availability.stretches import Stretches, common
from clinic_portal.contexts.agenda.diary import Diary, Schedules, furnished, schedules_soon
from clinic_portal.contexts.agenda.free.search import DAY, Candidate, Search
from clinic_portal.contexts.agenda.free.taken import Taken, taken_soon
from clinic_portal.contexts.agenda.holds.keys import NO_KEY
from clinic_portal.contexts.agenda.kinds import facts
from clinic_portal.contexts.agenda.kinds.facts import KindFacts
from clinic_portal.contexts.agenda.places import Wish
from clinic_portal.contexts.agenda.wishes import plain_wish, wish_of
from clinic_portal.contracts.agenda import FindSlots, FreeTime, NotForThisKind, UnknownChoice
from clinic_portal.contracts.clinics import ClinicDirectory, PractitionerView
from clinic_portal.foundation.clock import now, today

FOUR_WEEKS = timedelta(days=28)
PIECES = (2, 5, 7, 14)
"""Days that are looked at together: few at first, since most searches end there."""


def _any(_free: FreeTime) -> bool:
    return True


@dataclass(frozen=True)
class Found:
    """At most as many as were asked for; `plain` unless the kind is a group's or needs equipment."""

    times: tuple[FreeTime, ...]
    plain: bool


def slots(
    house: ClinicDirectory, query: FindSlots, meant: Callable[[FreeTime], bool] = _any, *, hold: str = NO_KEY
) -> tuple[FreeTime, ...]:
    """At most `limit` that are `meant`, the earliest first; what the key `hold` holds is free.

    Raises UnknownChoice for a kind that is not given.
    """
    return found(house, query, meant, hold=hold).times


def found(
    house: ClinicDirectory, query: FindSlots, meant: Callable[[FreeTime], bool] = _any, *, hold: str = NO_KEY
) -> Found:
    """The same, and what kind of search it was."""
    first, last = days_of(house, query)
    read = _Read(house, query, first, last, hold)
    chosen = _candidates(house, query, read.kind, read.schedules)
    plain = read.kind is None or (read.kind.seats == 1 and not read.kind.equipment_ids)
    times = (_by_minutes if plain else _one_by_one)(read, chosen) if chosen and first <= last else iter(())
    return Found(tuple(islice(filter(meant, times), query.limit)), plain)


def days_of(house: ClinicDirectory, query: FindSlots) -> tuple[date, date]:
    """From the first day that has not passed to the last."""
    return max(query.first, today(house.clinic.time_zone)), query.first + timedelta(days=query.days - 1)


class _Read:
    """What a search reads: one flight for the first four weeks, one statement for each that follow."""

    def __init__(self, house: ClinicDirectory, query: FindSlots, first: date, last: date, hold: str) -> None:
        self.house, self.query, self.first, self.last, self.hold = house, query, first, last, hold
        schedules, calendar = schedules_soon(), reading.calendar_soon(first - DAY, last + DAY)
        self._taken = self._taken_soon(first)
        self.kind: KindFacts | None = None if query.type_id is None else facts.for_offers(query.type_id)
        self.schedules: Schedules = schedules()
        self.calendar: Calendar = calendar()

    def taken(self, first: date) -> Taken:
        """Of four weeks."""
        return (self._taken if first == self.first else self._taken_soon(first))()

    def _taken_soon(self, first: date) -> Callable[[], Taken]:
        last = min(self.last, first + FOUR_WEEKS - DAY)
        return taken_soon(self.house, self.query, first - DAY, last + DAY, self.hold)

    def part(self, day: date, open_: Stretches) -> Stretches:
        if self.query.weekdays and day.weekday() not in self.query.weekdays:
            return ()
        return common(open_, ((self.query.since, self.query.until),))


def _by_minutes(read: _Read, chosen: Sequence[Candidate]) -> Iterator[FreeTime]:
    first = read.first
    while first <= read.last:
        search, begin = Search(read.house, read.calendar, read.taken(first), chosen, read.part), first
        for days in PIECES:
            if begin <= read.last:
                yield from search.between(begin, min(read.last, begin + timedelta(days=days - 1)))
            begin += timedelta(days=days)
        first += FOUR_WEEKS


def _one_by_one(read: _Read, chosen: Sequence[Candidate]) -> Iterator[FreeTime]:
    """Seats of a group and pieces of equipment are looked at for each start."""
    first, since = read.first, now()
    while first <= read.last:
        last = min(read.last, first + FOUR_WEEKS - DAY)
        diary = Diary(read.house, read.calendar, first, last, [wish for _, wish in chosen], hold=read.hold)
        of_each = (diary.free(one, wish, since=since, part=read.part) for one, wish in chosen)
        yield from merge(*of_each, key=lambda free: (free.starts_at, free.practitioner_id))
        first += FOUR_WEEKS


def _candidates(
    house: ClinicDirectory, query: FindSlots, kind: KindFacts | None, known: Schedules
) -> Sequence[Candidate]:
    chosen, whom, where = list[Candidate](), query.practitioners, query.branches
    for one in house.practitioners:
        if whom and one.id not in whom:
            continue
        for branch_id in house.branches_of(one.id):
            if where and branch_id not in where:
                continue
            there = one if branch_id == one.branch_id else one.model_copy(update={"branch_id": branch_id})
            wish = _wish(house, there, kind, query)
            if wish and (full := furnished(wish, branch_id, known)):
                chosen.append((there, full))
    return chosen


def _wish(house: ClinicDirectory, there: PractitionerView, kind: KindFacts | None, query: FindSlots) -> Wish | None:
    """None for whom or where it is not given."""
    try:
        if kind is None:
            wish = plain_wish(house, there, query.room_id, query.minutes)
        else:
            wish = wish_of(house, there, kind, room_id=query.room_id, minutes=query.minutes)
    except (NotForThisKind, UnknownChoice):
        return None
    return wish if wish.rooms else None
