"""A branch's opening hours as one writes them on a door: days with the same hours in one line."""

from itertools import groupby

from flask_babel import get_locale, gettext as _

from clinic_portal.contracts.clinics import ClinicDirectory

WEEK = range(7)


def week(house: ClinicDirectory, branch_id: int) -> list[tuple[str, str]]:
    """(days, hours) from Monday to Sunday, such as (`lunes a viernes`, `09:00–14:00, 16:00–20:00`)."""
    lines = ((weekday, _hours(house, branch_id, weekday)) for weekday in WEEK)
    runs = [(hours, [weekday for weekday, _hours in run]) for hours, run in groupby(lines, key=lambda line: line[1])]
    return [(_days(weekdays[0], weekdays[-1]), hours or _("Closed")) for hours, weekdays in runs]


def _hours(house: ClinicDirectory, branch_id: int, weekday: int) -> str:
    return ", ".join(
        f"{hours.opens:%H:%M}–{hours.closes:%H:%M}"
        for hours in house.hours
        if hours.branch_id == branch_id and hours.weekday == weekday
    )


def _days(first: int, last: int) -> str:
    names = get_locale().days["stand-alone"]["wide"]
    if first == last:
        return str(names[first])
    return str(_("%(first)s to %(last)s", first=names[first], last=names[last]))
