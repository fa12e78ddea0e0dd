"""Weekly hours as one writes them on a door: days with the same hours in one line."""

from collections.abc import Iterable
from datetime import time
from itertools import groupby

from flask_babel import get_locale, gettext as _

from clinic_portal.contracts.clinics import ClinicDirectory, PractitionerView

WEEK = range(7)
Text = tuple[int, str]
"""A weekday, Monday being 0, and what is written of one stretch of it."""


def week(house: ClinicDirectory, branch_id: int) -> list[tuple[str, str]]:
    """(days, hours) from Monday to Sunday, such as (`lunes a viernes`, `09:00–14:00, 16:00–20:00`)."""
    return lines(
        ((one.weekday, stretch(one.opens, one.closes)) for one in house.hours if one.branch_id == branch_id),
        _("Closed"),
    )


def shift_week(house: ClinicDirectory, one: PractitionerView) -> list[tuple[str, str]]:
    """The same of a practitioner, days off left out; another branch than their own is named."""
    names = {branch.id: branch.name if branch.id != one.branch_id else "" for branch in house.branches}
    texts = (
        (shift.weekday, stretch(shift.opens, shift.closes, names[shift.branch_id]))
        for shift in house.shifts_of(one.id)
        if shift.branch_id in names
    )
    return [(days, hours) for days, hours in lines(texts, "") if hours]


def stretch(opens: time, closes: time, where: str = "") -> str:
    """`09:00–14:00`, with the branch after it where that must be said."""
    return f"{opens:%H:%M}–{closes:%H:%M} {where}".rstrip()


def lines(texts: Iterable[Text], closed: str) -> list[tuple[str, str]]:
    """(days, texts) of a week, `closed` where nothing is written."""
    by_day: dict[int, list[str]] = {weekday: [] for weekday in WEEK}
    for weekday, text in texts:
        by_day[weekday].append(text)
    days = [(weekday, ", ".join(sorted(by_day[weekday]))) for weekday in WEEK]
    runs = [(text, [weekday for weekday, _text in run]) for text, run in groupby(days, key=lambda day: day[1])]
    return [(_days(weekdays[0], weekdays[-1]), text or closed) for text, weekdays in runs]


def day_name(weekday: int) -> str:
    return str(get_locale().days["stand-alone"]["wide"][weekday])


def _days(first: int, last: int) -> str:
    if first == last:
        return day_name(first)
    return str(_("%(first)s to %(last)s", first=day_name(first), last=day_name(last)))
