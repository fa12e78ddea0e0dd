"""A day's calendar, remembered in Redis for the clinic, and dropped with all its others by one change."""

from datetime import date

from clinic_portal.contexts.agenda.availability import reading
from clinic_portal.contexts.agenda.availability.calendar import Calendar
from clinic_portal.foundation.cache import clinic_cached, drop, version
from clinic_portal.foundation.work import after_commit, work

REGION = "availability"


def calendar_of(day: date) -> Calendar:
    """For what is shown; whoever books reads what is written."""
    return clinic_cached(REGION, day.isoformat(), lambda: _read(day))


def stamp() -> str:
    """Another one as soon as anything of the clinic's availability has changed; empty without Redis."""
    return version(REGION)


def forget_after_commit() -> None:
    """Every day of the entered clinic is read anew once the open work is committed."""
    after_commit(lambda: drop(REGION))


def _read(day: date) -> Calendar:
    with work():
        return reading.calendar(day, day)
