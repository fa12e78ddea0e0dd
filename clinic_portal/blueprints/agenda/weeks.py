"""A week of one practitioner or room on a board: a column a day."""

from collections.abc import Sequence
from datetime import date, timedelta

from flask_babel import format_date, get_locale

from clinic_portal.blueprints.agenda.board import Board, Head, make_column, step_of, window
from clinic_portal.blueprints.agenda.cards import Cards, Opened, Resource, opened_of
from clinic_portal.blueprints.agenda.shown import Shown
from clinic_portal.contracts.agenda import AppointmentTypeView, DayHours, Hours, WeekView
from clinic_portal.contracts.agenda.substates import SubstateView
from clinic_portal.contracts.clinics import ClinicDirectory


def make_week(
    shown: Shown,
    week: WeekView,
    house: ClinicDirectory,
    kinds: Sequence[AppointmentTypeView],
    now: int | None,
    *,
    hours: Sequence[Sequence[DayHours]],
    today: date,
    free: str = "",
    substates: Sequence[SubstateView] = (),
) -> Board:
    """Put a week on a board; `now` in minutes since midnight if the week is the present one.

    `hours` has the days of each branch that `branches_of_week` names.
    """
    days = [week.first + timedelta(days=offset) for offset in range(len(week.days))]
    by_day = list(zip(*hours, strict=True))
    cards, whose = Cards(shown, house, kinds, {}, substates), resource(shown, house)
    opened = [opened_anywhere(_hours_of(shown, of_day)) for of_day in by_day]
    seen = [one for day in week.days for one in cards.seen(day)]
    edges = window([stretch for one in opened for stretch in one.open], seen)
    columns = tuple(
        make_column(_head(shown, day, whose, today, holiday_of(at_branches[0])), cards, of_day, open_, edges, held=held)
        for day, of_day, held, at_branches, open_ in zip(
            days, week.days, week.held or ((),) * len(days), by_day, opened, strict=True
        )
    )
    return Board(shown, columns, *edges, step_of(now, *edges), len(columns), free)


def resource(shown: Shown, house: ClinicDirectory) -> Resource | None:
    """Whose week it is; nobody's in a branch without practitioners or rooms."""
    return house.room(shown.whose) if shown.by == "room" else house.practitioner(shown.whose)


def branches_of_week(shown: Shown, house: ClinicDirectory) -> tuple[int, ...]:
    """Where the one whose week it is can be booked, whichever branch is shown."""
    room = house.room(shown.whose) if shown.by == "room" else None
    theirs = (room.branch_id,) if room else house.branches_of(shown.whose) if shown.by == "practitioner" else ()
    return theirs or (shown.branch.id,)


def opened_anywhere(hours: Sequence[Hours]) -> Opened:
    """Open where any branch has them; blocked only where none has."""
    open_: list[tuple[int, int]] = []
    for opens, closes in sorted(stretch for one in hours for stretch in one.open):
        if open_ and opens <= open_[-1][1]:
            open_[-1] = (open_[-1][0], max(closes, open_[-1][1]))
        else:
            open_.append((opens, closes))
    blocked = dict.fromkeys(
        one
        for at_branch in hours
        for one in at_branch.blocked
        if not any(one.starts < closes and opens < one.ends for opens, closes in open_)
    )
    return opened_of(Hours(open=tuple(open_), blocked=tuple(blocked)))


def _hours_of(shown: Shown, at_branches: Sequence[DayHours]) -> list[Hours]:
    """Of the one whose week it is, at each branch."""
    known = ((one.rooms if shown.by == "room" else one.practitioners) for one in at_branches)
    return [of_all.get(shown.whose, Hours()) for of_all in known]


def holiday_of(hours: DayHours) -> str:
    """The holiday's name in the reader's language; empty on other days."""
    return hours.holiday.names[str(get_locale())] if hours.holiday else ""


def _head(shown: Shown, day: date, whose: Resource | None, today: date, detail: str) -> Head:
    return Head(
        id=day.isoformat(),
        name=format_date(day, "EEE d MMM"),
        detail=detail,
        hue=getattr(whose, "hue", 0),
        query=f"day={day.isoformat()}",
        more=shown.over("day", day),
        current=day == today,
    )
