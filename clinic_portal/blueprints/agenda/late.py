"""Who should have been here for some time: the desk is asked about them, and nothing is noted by itself."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from clinic_portal.contracts.agenda import MIDNIGHT, AppointmentStatus, DayEntry
from clinic_portal.foundation.clock import at_local, now


class Late(NamedTuple):
    """`here` did not come for so long that one asks; `next_at` is the minute at which another may join them."""

    here: tuple[DayEntry, ...] = ()
    next_at: int | None = None


class Expected(NamedTuple):
    """Who has not arrived; from `ask_at` on one asks whether they came, and with `late` it is time."""

    entry: DayEntry
    ask_at: datetime | None
    late: bool


NOBODY = Late()


def late_of(entries: Iterable[DayEntry], now: int | None, prompt: int) -> Late:
    """Those booked and not arrived `prompt` minutes after their start, by time; `now` in minutes since midnight.

    Nobody without a `now`, which is another day, or where `prompt` is 0.
    """
    if now is None or not prompt:
        return NOBODY
    awaited = sorted(
        (one for one in entries if one.status is AppointmentStatus.BOOKED), key=lambda one: (one.starts, one.id)
    )
    here = tuple(one for one in awaited if one.starts + prompt <= now)
    next_at = min((one.starts + prompt for one in awaited[len(here) :]), default=MIDNIGHT)
    return Late(here, next_at if next_at < MIDNIGHT else None)


def expected_of(entries: Iterable[DayEntry], day: date, time_zone: str, prompt: int) -> list[Expected]:
    """All of a day who are booked and have not arrived, by time."""
    found, moment = [], now()
    for one in entries:
        if one.status is AppointmentStatus.BOOKED:
            ask_at = at_local(day, one.starts, time_zone) + timedelta(minutes=prompt) if prompt else None
            found.append(Expected(one, ask_at, ask_at is not None and ask_at <= moment))
    return found
