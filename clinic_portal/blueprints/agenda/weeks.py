"""A week of one practitioner or room on a board: a column a day."""

from collections.abc import Sequence
from datetime import date, timedelta

from flask_babel import format_date, get_locale

from clinic_portal.blueprints.agenda.board import Board, Head, make_column, step_of, window
from clinic_portal.blueprints.agenda.cards import Cards, Opened, Resource
from clinic_portal.blueprints.agenda.shown import Shown
from clinic_portal.contracts.agenda import AppointmentTypeView, DayHours, WeekView
from clinic_portal.contracts.clinics import ClinicDirectory


def make_week(
    shown: Shown,
    week: WeekView,
    house: ClinicDirectory,
    kinds: Sequence[AppointmentTypeView],
    now: int | None,
    *,
    hours: Sequence[DayHours],
    today: date,
    free: str = "",
) -> Board:
    """Put a week on a board; `now` in minutes since midnight if the week is the present one."""
    days = [week.first + timedelta(days=offset) for offset in range(len(week.days))]
    by_day = dict(zip(days, hours, strict=True))
    cards, whose = Cards(shown, house, kinds, by_day), resource(shown, house)
    opened = [cards.opened(whose, day) if whose else Opened() for day in days]
    entries = [one for day in week.days for one in cards.seen(day)]
    first, last = window([stretch for one in opened for stretch in one.open], entries)
    columns = tuple(
        make_column(
            _head(shown, day, whose, today, _holiday(by_day[day])),
            cards,
            of_day,
            open_,
            (first, last),
        )
        for day, of_day, open_ in zip(days, week.days, opened, strict=True)
    )
    return Board(shown, columns, first, last, step_of(now, first, last), len(columns), free)


def resource(shown: Shown, house: ClinicDirectory) -> Resource | None:
    """Whose week it is; nobody's in a branch without practitioners or rooms."""
    return house.room(shown.whose) if shown.by == "room" else house.practitioner(shown.whose)


def _holiday(hours: DayHours) -> str:
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
