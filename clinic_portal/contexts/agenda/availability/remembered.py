"""A day's calendar, remembered in Redis for the clinic, and dropped with all its others by one change."""

from datetime import date, timedelta

from clinic_portal.contexts.agenda.availability import reading
from clinic_portal.contexts.agenda.availability.calendar import Calendar
from clinic_portal.contexts.agenda.stamps import drop_beside
from clinic_portal.foundation.cache import clinic_cached, version
from clinic_portal.foundation.work import after_commit, work

REGION = "availability"


def calendar_of(first: date, days: int = 1) -> Calendar:
    """A day's, or that of some days; for what is shown, since whoever books reads what is written."""
    last = first + timedelta(days=days - 1)
    return clinic_cached(REGION, f"{first}/{last}", lambda: _read(first, last))


def stamp() -> str:
    """Another one as soon as anything of the clinic's availability has changed; empty without Redis."""
    return version(REGION)


def forget_after_commit() -> None:
    """Every day of the entered clinic is read anew once the open work is committed."""
    after_commit(forget)


def forget() -> None:
    drop_beside(REGION)


def _read(first: date, last: date) -> Calendar:
    with work():
        return reading.calendar(first, last)
