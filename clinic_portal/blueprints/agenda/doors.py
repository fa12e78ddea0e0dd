"""The doors that the agenda's pages ask, and the board they all show."""

from collections.abc import Iterable, Sequence
from datetime import date

from flask_babel import gettext as _

from clinic_portal.blueprints.agenda.board import Board, make_board
from clinic_portal.blueprints.agenda.cards import STEP
from clinic_portal.blueprints.agenda.months import Month, make_month
from clinic_portal.blueprints.agenda.shown import Shown
from clinic_portal.blueprints.agenda.weeks import branches_of_week, make_week
from clinic_portal.contracts.agenda import AgendaContract, AppointmentView, DayEntry, HeldSlot, WeekView
from clinic_portal.contracts.agenda.substates import SubstateView
from clinic_portal.contracts.clinics import ClinicDirectory, ClinicsContract
from clinic_portal.foundation.clock import at_local, local_minutes, now, today
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.web.shared import keep_until


def agenda() -> AgendaContract:
    return find(AgendaContract)


def house() -> ClinicDirectory:
    return find(ClinicsContract).directory()


def substate_of(found: AppointmentView) -> SubstateView | None:
    """The state of the clinic's own that an appointment is in."""
    if not found.substate_id:
        return None
    return next((one for one in agenda().substates() if one.id == found.substate_id), None)


def board_of(shown: Shown) -> Board | Month:
    """The day, week or month as it stands now."""
    if shown.span == "month":
        return _month(shown)
    return _week(shown) if shown.span == "week" else _day(shown)


def stamp_of(shown: Shown) -> str:
    """Another one as soon as anything of it has changed; read it before the thing itself."""
    return agenda().day_stamp(shown.day) if shown.span == "day" else agenda().days_stamp(shown.first, shown.days)


def _day(shown: Shown) -> Board:
    home, door = house(), agenda()
    day = door.day(shown.branch.id, shown.day)
    _keep_until_over(day.held)
    prompt = door.day_policy().prompt_minutes
    named = _substates(day.entries)
    board = make_board(shown, day, home, door.types(), _minutes(shown), free=_free(), prompt=prompt, substates=named)
    if board.late.next_at is not None:
        keep_until(at_local(shown.day, board.late.next_at, home.clinic.time_zone))
    return board


def _week(shown: Shown) -> Board:
    home, door = house(), agenda()
    present = today(home.clinic.time_zone)
    hours = [door.hours(branch, shown.first, shown.days) for branch in branches_of_week(shown, home)]
    week = _days(shown)
    for held in week.held:
        _keep_until_over(held)
    named = _substates(one for day in week.days for one in day)
    return make_week(
        shown, week, home, door.types(), _minutes(shown), hours=hours, today=present, free=_free(), substates=named
    )


def _substates(entries: Iterable[DayEntry]) -> tuple[SubstateView, ...]:
    """Asked for only where any appointment is in one."""
    return agenda().substates() if any(one.substate_id for one in entries) else ()


def _keep_until_over(held: Sequence[HeldSlot]) -> None:
    """Nobody says of a hold that its time has run out."""
    for one in held:
        keep_until(one.until)


def _days(shown: Shown) -> WeekView:
    if not shown.whose:
        return WeekView(first=shown.first, days=((),) * shown.days)
    if shown.by == "room":
        return agenda().week(shown.first, room_id=shown.whose)
    return agenda().week(shown.first, practitioner_id=shown.whose)


def _month(shown: Shown) -> Month:
    home = house()
    chosen = shown.only or None
    load = agenda().load(
        shown.branch.id,
        shown.first,
        shown.days,
        practitioners=chosen if shown.by == "practitioner" else None,
        rooms=chosen if shown.by == "room" else None,
    )
    hours = agenda().hours(shown.branch.id, shown.first, shown.days)
    return make_month(shown, load, home, hours, today(home.clinic.time_zone))


def moment(home: ClinicDirectory) -> tuple[date, int]:
    """The present as far as a page of the agenda shows it: the day, and the step in which the line of now stands."""
    zone = home.clinic.time_zone
    return today(zone), local_minutes(now(), zone) // STEP


def _minutes(shown: Shown) -> int | None:
    """The present on the wall clock, if it is among the days that are shown."""
    zone = house().clinic.time_zone
    ahead = (today(zone) - shown.first).days
    return local_minutes(now(), zone) if 0 <= ahead < shown.days else None


def _free() -> str:
    # Looked up once: a full day has hundreds of gaps.
    return _("Free from %(from)s to %(until)s, %(who)s")
