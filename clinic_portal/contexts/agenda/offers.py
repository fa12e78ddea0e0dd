"""Times that can be offered: free, in opening hours, not yet past, the nearest first."""

from datetime import datetime, timedelta
from itertools import islice

from clinic_portal.contexts.agenda import occupied
from clinic_portal.contexts.agenda.availability.opened import OpenDays
from clinic_portal.contexts.agenda.holds.keys import NO_KEY
from clinic_portal.contexts.agenda.places import Wish, find_place
from clinic_portal.contexts.agenda.rules import nearest_free
from clinic_portal.contracts.agenda import FreeTime
from clinic_portal.contracts.clinics import ClinicDirectory, PractitionerView
from clinic_portal.foundation.clock import local_day, now, today

DAYS_AHEAD = 14
"""How far free times are looked for."""


def offers(
    house: ClinicDirectory,
    practitioner: PractitionerView,
    wish: Wish,
    *,
    near: datetime,
    earlier: bool = True,
    ignoring: int | None,
    limit: int,
    hold: str = NO_KEY,
) -> tuple[FreeTime, ...]:
    """At most `limit` times for the wish, each with the first of its rooms that is free."""
    zone = house.clinic.time_zone
    first = max(today(zone), local_day(near, zone) - timedelta(days=1))
    days = OpenDays(house, practitioner.branch_id, first, first + timedelta(days=DAYS_AHEAD - 1))
    windows = days.windows(practitioner.id)
    if not windows:
        return ()
    busy = occupied.busy(wish, windows[0][0], windows[-1][1], ignoring, hold) + days.closed_rooms(wish.rooms)
    earliest = now() if earlier else max(now(), near)
    starts = islice(nearest_free(near, earliest, windows, busy, wish), limit)
    return tuple(
        FreeTime(starts_at=start, practitioner_id=practitioner.id, room_id=find_place(busy, wish, start).room_id)
        for start in starts
    )
