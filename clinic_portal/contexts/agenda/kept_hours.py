"""A booking keeps the clinic's hours, or the refusal says what closes them and which times are open instead."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from clinic_portal.contexts.agenda.availability import reading
from clinic_portal.contexts.agenda.availability.calendar import Calendar
from clinic_portal.contexts.agenda.availability.opened import OpenDays
from clinic_portal.contexts.agenda.offers import offers
from clinic_portal.contexts.agenda.places import Wish
from clinic_portal.contracts.agenda import OutsideHours
from clinic_portal.contracts.clinics import ClinicDirectory, PractitionerView
from clinic_portal.foundation.clock import local_day

OFFERED = 3


def calendar_soon(house: ClinicDirectory, wish: Wish, starts_at: datetime) -> Callable[[], Calendar]:
    """What `keep_hours` reads, to be asked for after others have joined the flight."""
    return reading.calendar_soon(*_days(house, wish, starts_at))


@dataclass(frozen=True, slots=True)
class KeptHours:
    """The rooms that can be used at the time, the days around it, and whether the hours were overruled."""

    rooms: Sequence[int]
    days: OpenDays
    overruled: bool = False


def keep_hours(
    house: ClinicDirectory,
    practitioner: PractitionerView,
    wish: Wish,
    starts_at: datetime,
    *,
    ignoring: int | None = None,
    anyway: bool = False,
    calendar: Calendar | None = None,
) -> KeptHours:
    """Raises OutsideHours with what closes the time, unless `anyway`; one statement unless the `calendar` is known."""
    ends_at = starts_at + wish.length
    days = OpenDays(house, practitioner.branch_id, *_days(house, wish, starts_at), calendar)
    usable = [room for room in wish.rooms if days.holds(practitioner.id, room, starts_at, ends_at)]
    if usable:
        return KeptHours(usable, days)
    if anyway:
        return KeptHours(wish.rooms, days, overruled=True)
    only = wish.rooms[0] if len(wish.rooms) == 1 else None
    why, reason = days.why_closed(practitioner.id, only, starts_at, ends_at)
    raise OutsideHours(why, reason, offers(house, practitioner, wish, near=starts_at, ignoring=ignoring, limit=OFFERED))


def _days(house: ClinicDirectory, wish: Wish, starts_at: datetime) -> tuple[date, date]:
    zone = house.clinic.time_zone
    return local_day(starts_at, zone), local_day(starts_at + wish.length, zone)
