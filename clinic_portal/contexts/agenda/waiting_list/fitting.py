"""Whom a gap fits: those who would come then and, looked up together, can be booked as things stand."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from clinic_portal.contexts.agenda.availability import reading
from clinic_portal.contexts.agenda.diary import Diary, Part, furnished, schedules
from clinic_portal.contexts.agenda.kinds import facts
from clinic_portal.contexts.agenda.kinds.facts import KindFacts
from clinic_portal.contexts.agenda.places import Wish
from clinic_portal.contexts.agenda.waiting_list import queries
from clinic_portal.contexts.agenda.waiting_list.rules import days_of, part_of_day
from clinic_portal.contexts.agenda.whereabouts import practitioner_at
from clinic_portal.contexts.agenda.wishes import wish_of
from clinic_portal.contracts.agenda import Fit, FreeTime, Gap, NotForThisKind, UnknownChoice, WaitlistEntry
from clinic_portal.contracts.clinics import ClinicDirectory, PractitionerView
from clinic_portal.foundation.clock import local_day, local_minutes, now, today

ONE_DAY = timedelta(days=1)
Wished = tuple[int, int]
"""Kind and minutes: those who wish the same are looked up once."""


def who_fits(house: ClinicDirectory, gap: Gap, only: Sequence[int] = ()) -> tuple[Fit, ...]:
    """In turn; `only` of these entries. One statement when nobody is meant, else few and one for each kind."""
    there = _there(house, gap)
    zone, ends_at = house.clinic.time_zone, gap.starts_at + timedelta(minutes=gap.minutes)
    if there is None or ends_at <= now():
        return ()
    first, last = days_of(gap.starts_at, ends_at, zone)
    days = [first + ONE_DAY * step for step in range((last - first).days + 1)]
    meant = queries.meant(there.branch_id, there.id, days, today(zone), only)
    wishes = _wishes(house, there, meant)
    if not wishes:
        return ()
    # An appointment that begins in the gap may end on the day after.
    diary = Diary(house, reading.calendar(first, last + ONE_DAY), first, last + ONE_DAY, list(wishes.values()))
    found = ((one, _first_free(diary, there, wishes.get(_wished(one)), gap, _part(one, gap, zone))) for one in meant)
    return tuple(Fit(entry=one, starts_at=free.starts_at, room_id=free.room_id) for one, free in found if free)


def _there(house: ClinicDirectory, gap: Gap) -> PractitionerView | None:
    """The practitioner as one of the gap's branch; None where they see nobody."""
    try:
        found = practitioner_at(house, gap.practitioner_id, gap.starts_at, branch_id=gap.branch_id)
    except UnknownChoice:
        return None
    return found if found.branch_id == gap.branch_id else None


def _wishes(house: ClinicDirectory, there: PractitionerView, meant: Iterable[WaitlistEntry]) -> dict[Wished, Wish]:
    """What each must have free; nothing for a kind that is retired, or not given by them or there."""
    wished = {_wished(one) for one in meant}
    if not wished:
        return {}
    known, found = schedules(), dict[Wished, Wish]()
    kinds = {type_id: _kind(type_id) for type_id in sorted({type_id for type_id, _ in wished})}
    for type_id, minutes in wished:
        kind = kinds[type_id]
        wish = _wish(house, there, kind, minutes) if kind else None
        if wish and (full := furnished(wish, there.branch_id, known)):
            found[type_id, minutes] = full
    return found


def _wished(entry: WaitlistEntry) -> Wished:
    return entry.type_id, entry.minutes


def _kind(type_id: int) -> KindFacts | None:
    try:
        return facts.for_offers(type_id)
    except UnknownChoice:
        return None


def _wish(house: ClinicDirectory, there: PractitionerView, kind: KindFacts, minutes: int) -> Wish | None:
    try:
        return wish_of(house, there, kind, room_id=None, minutes=minutes)
    except NotForThisKind:
        return None


def _part(entry: WaitlistEntry, gap: Gap, zone: str) -> Part:
    """What of each day they would come in; steps of the grid are counted from where the gap begins."""
    first, begins = local_day(gap.starts_at, zone), local_minutes(gap.starts_at, zone)
    return lambda day, open_: part_of_day(entry, day, open_, begins if day == first else 0)


def _first_free(diary: Diary, there: PractitionerView, wish: Wish | None, gap: Gap, part: Part) -> FreeTime | None:
    """The first start in the gap."""
    if wish is None:
        return None
    since, ends_at = max(gap.starts_at, now()), gap.starts_at + timedelta(minutes=gap.minutes)
    found = next(diary.free(there, wish, since=since, part=part), None)
    return found if found and found.starts_at < ends_at else None
