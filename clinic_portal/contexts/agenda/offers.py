"""Times that can be offered: free, in opening hours, not yet past, the nearest first."""

from datetime import date, datetime, timedelta
from itertools import islice

from clinic_portal.contexts.agenda import occupied
from clinic_portal.contexts.agenda.rules import Wish, free_room, nearest_free, open_windows
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
) -> tuple[FreeTime, ...]:
    """At most `limit` times for the wish, each with the first of its rooms that is free; one statement."""
    zone = house.clinic.time_zone
    days = _days_around(near, zone)
    by_weekday = {day.weekday(): house.working_minutes(practitioner.id, practitioner.branch_id, day) for day in days}
    windows = open_windows(days, by_weekday, zone)
    if not windows:
        return ()
    busy = occupied.busy(wish, windows[0][0], windows[-1][1], ignoring)
    earliest = now() if earlier else max(now(), near)
    starts = islice(nearest_free(near, earliest, windows, busy, wish), limit)
    return tuple(
        FreeTime(starts_at=start, practitioner_id=practitioner.id, room_id=room)
        for start in starts
        if (room := free_room(busy, wish, start)) is not None
    )


def _days_around(near: datetime, time_zone: str) -> list[date]:
    first = max(today(time_zone), local_day(near, time_zone) - timedelta(days=1))
    return [first + timedelta(days=offset) for offset in range(DAYS_AHEAD)]
