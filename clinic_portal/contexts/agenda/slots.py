"""The next free times for a search: few statements for the clinic, and one for each fortnight that is looked at."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from heapq import merge
from itertools import islice

from clinic_portal.contexts.agenda.availability import reading
from clinic_portal.contexts.agenda.availability.stretches import Stretches, common
from clinic_portal.contexts.agenda.diary import Diary, furnished, schedules
from clinic_portal.contexts.agenda.holds.keys import NO_KEY
from clinic_portal.contexts.agenda.kinds import facts
from clinic_portal.contexts.agenda.kinds.facts import KindFacts
from clinic_portal.contexts.agenda.places import Wish
from clinic_portal.contexts.agenda.wishes import plain_wish, wish_of
from clinic_portal.contracts.agenda import FindSlots, FreeTime, NotForThisKind, UnknownChoice
from clinic_portal.contracts.clinics import ClinicDirectory, PractitionerView
from clinic_portal.foundation.clock import now, today

FORTNIGHT = timedelta(days=14)
Candidate = tuple[PractitionerView, Wish]
"""Somebody at one of their branches, and what must be free with them there."""


def _any(_free: FreeTime) -> bool:
    return True


def slots(
    house: ClinicDirectory, query: FindSlots, meant: Callable[[FreeTime], bool] = _any, *, hold: str = NO_KEY
) -> tuple[FreeTime, ...]:
    """At most `limit` that are `meant`, the earliest first; what the key `hold` holds is free.

    Raises UnknownChoice for a kind that is not given.
    """
    first = max(query.first, today(house.clinic.time_zone))
    last = query.first + timedelta(days=query.days - 1)
    chosen = _candidates(house, query)
    if not chosen or last < first:
        return ()
    calendar, found = reading.calendar(first, last), list[FreeTime]()
    while first <= last and len(found) < query.limit:
        ends = min(last, first + FORTNIGHT - timedelta(days=1))
        diary = Diary(house, calendar, first, ends, [wish for _, wish in chosen], hold=hold)
        found += islice(filter(meant, _merged(diary, chosen, query)), query.limit - len(found))
        first += FORTNIGHT
    return tuple(found)


def _candidates(house: ClinicDirectory, query: FindSlots) -> Sequence[Candidate]:
    kind = None if query.type_id is None else facts.for_offers(query.type_id)
    known, found = schedules(), list[Candidate]()
    for one in house.practitioners:
        for branch_id in house.branches_of(one.id):
            there = one.model_copy(update={"branch_id": branch_id})
            if not _is_meant(there, query) or (wish := _wish(house, there, kind, query)) is None:
                continue
            if full := furnished(wish, branch_id, known):
                found.append((there, full))
    return found


def _is_meant(there: PractitionerView, query: FindSlots) -> bool:
    whom, where = query.practitioners, query.branches
    return (not whom or there.id in whom) and (not where or there.branch_id in where)


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


def _merged(diary: Diary, chosen: Sequence[Candidate], query: FindSlots) -> Iterator[FreeTime]:
    since = now()
    of_each = (diary.free(one, wish, since=since, part=lambda *day: _part(query, *day)) for one, wish in chosen)
    return merge(*of_each, key=lambda free: (free.starts_at, free.practitioner_id))


def _part(query: FindSlots, day: date, open_: Stretches) -> Stretches:
    if query.weekdays and day.weekday() not in query.weekdays:
        return ()
    return common(open_, ((query.since, query.until),))
