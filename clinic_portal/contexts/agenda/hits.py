"""The appointments to come that an exception hits, and where each could go instead."""

from collections.abc import Sequence
from datetime import timedelta

from clinic_portal.contexts.agenda import appointment_views
from clinic_portal.contexts.agenda.availability import reading
from clinic_portal.contexts.agenda.availability.calendar import Calendar
from clinic_portal.contexts.agenda.availability.moments import Window, windows_of
from clinic_portal.contexts.agenda.availability.opened import OpenDays
from clinic_portal.contexts.agenda.diary import Diary, Schedules, furnished, schedules
from clinic_portal.contexts.agenda.kinds import facts
from clinic_portal.contexts.agenda.kinds.facts import KindFacts
from clinic_portal.contexts.agenda.places import Wish
from clinic_portal.contexts.agenda.wishes import wish_of
from clinic_portal.contracts.agenda import (
    MIDNIGHT,
    MOST_HITS,
    AppointmentView,
    ExceptionView,
    FreeTime,
    Hit,
    NotForThisKind,
    UnknownChoice,
    Whose,
)
from clinic_portal.contracts.clinics import ClinicDirectory, PractitionerView
from clinic_portal.foundation.clock import local_day, now, today

WEEKS_AHEAD = timedelta(weeks=4)
LOOKED_AT = 2_000
"""Appointments that are read to find the hit ones among them."""
LONGEST_CLOSING = timedelta(days=366)


def hit_by(house: ClinicDirectory, exception: ExceptionView) -> list[AppointmentView]:
    """Those in its time at which the clinic is not open otherwise, at most MOST_HITS; two statements."""
    if exception.extra:
        return []
    windows = _closed(house, exception)
    if not windows:
        return []
    whose = {} if exception.whose is Whose.CLINIC else {f"{exception.whose.value}_id": exception.resource_id}
    standing = appointment_views.standing(windows[0][0], windows[-1][1], LOOKED_AT, **whose)
    met = [one for one in standing if any(a < one.ends_at and one.starts_at < b for a, b in windows)]
    if not met:
        return []
    zone = house.clinic.time_zone
    calendar = reading.calendar(local_day(met[0].starts_at, zone), local_day(met[-1].ends_at, zone))
    return [one for one in met if not _is_open(house, calendar, one)][:MOST_HITS]


def proposed(house: ClinicDirectory, hits: Sequence[AppointmentView]) -> tuple[Hit, ...]:
    """Each with the next free time like it; no two are sent to one time. Few statements, one for each kind."""
    if not hits:
        return ()
    zone, known = house.clinic.time_zone, schedules()
    kinds = {type_id: _kind(type_id) for type_id in {one.type_id for one in hits}}
    wishes = {one.id: found for one in hits if (found := _wish(house, one, kinds[one.type_id], known))}
    first = max(today(zone), local_day(hits[0].starts_at, zone))
    last = local_day(hits[-1].starts_at, zone) + WEEKS_AHEAD
    diary = Diary(house, reading.calendar(first, last), first, last, [wish for _, wish in wishes.values()])
    return tuple(Hit(appointment=one, proposal=_proposal(diary, one, wishes.get(one.id))) for one in hits)


def _proposal(diary: Diary, hit: AppointmentView, wanted: tuple[PractitionerView, Wish] | None) -> FreeTime | None:
    if wanted is None:
        return None
    practitioner, wish = wanted
    since = max(now(), hit.starts_at)
    free = diary.free(practitioner, wish, since=since, part=lambda _day, open_: open_, ignoring=hit.id)
    found = next(free, None)
    if found:
        diary.take(found, wish)
    return found


def _wish(
    house: ClinicDirectory, hit: AppointmentView, kind: KindFacts | None, known: Schedules
) -> tuple[PractitionerView, Wish] | None:
    """The same practitioner at the same branch, in any room; None where that cannot be booked any more."""
    whom = next((one for one in house.practitioners if one.id == hit.practitioner_id), None)
    if whom is None or kind is None:
        return None
    there = whom.model_copy(update={"branch_id": hit.branch_id})
    try:
        wish = wish_of(house, there, kind, room_id=None, minutes=hit.minutes)
    except NotForThisKind:
        return None
    full = furnished(wish, hit.branch_id, known) if wish.rooms else None
    return (there, full) if full else None


def _kind(type_id: int) -> KindFacts | None:
    """None for one that is no longer given."""
    try:
        return facts.for_offers(type_id)
    except UnknownChoice:
        return None


def _closed(house: ClinicDirectory, exception: ExceptionView) -> list[Window]:
    """Its moments that are still to come."""
    zone = house.clinic.time_zone
    first = max(exception.first_day, today(zone))
    last = min(exception.last_day, first + LONGEST_CLOSING)
    stretch = ((exception.opens or 0, exception.closes or MIDNIGHT),)
    days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    return [one for one in windows_of(((day, stretch) for day in days), zone) if one[1] > now()]


def _is_open(house: ClinicDirectory, calendar: Calendar, one: AppointmentView) -> bool:
    zone = house.clinic.time_zone
    first, last = local_day(one.starts_at, zone), local_day(one.ends_at, zone)
    days = OpenDays(house, one.branch_id, first, last, calendar)
    return days.holds(one.practitioner_id, one.room_id, one.starts_at, one.ends_at)
