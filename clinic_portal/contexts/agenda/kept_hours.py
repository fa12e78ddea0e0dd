"""A booking keeps the clinic's hours, or the refusal says what closes them and which times are open instead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from clinic_portal.contexts.agenda.availability.opened import OpenDays
from clinic_portal.contexts.agenda.offers import offers
from clinic_portal.contexts.agenda.places import Wish
from clinic_portal.contracts.agenda import OutsideHours
from clinic_portal.contracts.clinics import ClinicDirectory, PractitionerView
from clinic_portal.foundation.clock import local_day

OFFERED = 3


@dataclass(frozen=True, slots=True)
class KeptHours:
    """The rooms that can be used at the time, and whether the hours were overruled."""

    rooms: Sequence[int]
    overruled: bool = False


def keep_hours(
    house: ClinicDirectory,
    practitioner: PractitionerView,
    wish: Wish,
    starts_at: datetime,
    *,
    ignoring: int | None = None,
    anyway: bool = False,
) -> KeptHours:
    """Raises OutsideHours with what closes the time, unless `anyway`; one statement when it is open."""
    ends_at, zone = starts_at + wish.length, house.clinic.time_zone
    days = OpenDays(house, practitioner.branch_id, local_day(starts_at, zone), local_day(ends_at, zone))
    usable = [room for room in wish.rooms if days.holds(practitioner.id, room, starts_at, ends_at)]
    if usable:
        return KeptHours(usable)
    if anyway:
        return KeptHours(wish.rooms, overruled=True)
    only = wish.rooms[0] if len(wish.rooms) == 1 else None
    why, reason = days.why_closed(practitioner.id, only, starts_at, ends_at)
    raise OutsideHours(why, reason, offers(house, practitioner, wish, near=starts_at, ignoring=ignoring, limit=OFFERED))
