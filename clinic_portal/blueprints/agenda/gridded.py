"""The starts that a kind of appointment has from opening on: the desk may go between them, and is told so by name."""

from collections.abc import Iterable

from flask_babel import gettext as _, ngettext

from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.contracts.agenda import AppointmentView, Hours, SeriesPlan
from clinic_portal.foundation.clock import local_day, local_minutes

FINEST = 5
"""Minutes; what starts that often starts whenever anything can."""


def between_starts(booked: AppointmentView) -> str:
    """A sentence when it starts between the starts of its kind; empty otherwise, and outside of the hours."""
    kind, zone = next(one for one in agenda().types() if one.id == booked.type_id), house().clinic.time_zone
    if kind.grid <= FINEST:
        return ""
    whose = booked.practitioner_id
    (day,) = agenda().hours(booked.branch_id, local_day(booked.starts_at, zone), practitioner_id=whose)
    open_ = day.practitioners.get(whose, Hours()).open
    if is_on_grid(local_minutes(booked.starts_at, zone), booked.minutes, kind.grid, open_):
        return ""
    return _("%(type)s starts every %(minutes)d minutes, this one in between", type=kind.name, minutes=kind.grid)


def between_in_plan(plan: SeriesPlan, type_id: int) -> str:
    """The same of the times of a series, with how many they are."""
    many = sum(one.between for one in plan.occurrences)
    if not many:
        return ""
    kind = next(one for one in agenda().types() if one.id == type_id)
    return ngettext(
        "%(type)s starts every %(minutes)d minutes, %(num)d time in between",
        "%(type)s starts every %(minutes)d minutes, %(num)d times in between",
        many, type=kind.name, minutes=kind.grid,
    )  # fmt: skip


def is_on_grid(start: int, minutes: int, grid: int, open_: Iterable[tuple[int, int]]) -> bool:
    """All in minutes since midnight; each stretch has a grid of its own, and where nothing is open there is none."""
    within = [opens for opens, closes in open_ if opens <= start and start + minutes <= closes]
    return not within or any((start - opens) % grid == 0 for opens in within)
