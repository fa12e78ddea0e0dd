"""Appointments that come again: a rule on the wall clock, evaluated as a whole before anything is booked."""

from datetime import date, datetime, time
from enum import StrEnum
from typing import ClassVar, Protocol

from flask_babel import lazy_gettext as _
from pydantic import Field

from clinic_portal.contracts.agenda.values import AppointmentView, Clash, FreeTime
from clinic_portal.contracts.agenda.video import VideoUrl
from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.values import Command, Creation, Value

MOST_IN_SERIES = 60
"""Appointments that one series has at most."""


class Unit(StrEnum):
    """What a series counts; months keep the day of the month, or take the last where there is no such day."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Recurrence(Value):
    """`count` appointments, each `every` units after the last, from the day `first` on, at the clinic's clock `at`."""

    first: date
    at: time
    every: int = Field(ge=1, le=12)
    unit: Unit
    count: int = Field(ge=2, le=MOST_IN_SERIES)


class Occurrence(Value):
    """One time of a series: `day` is the rule's, `appointment_id` what is moved there.

    Where it cannot be had, `clash` says who has it (None when nobody does: the hour does not exist, or is over), and
    `proposal` is the nearest time that is free. `between` says of a free one that it is no start of its kind's grid.
    """

    day: date
    starts_at: datetime
    free: bool
    between: bool = False
    clash: Clash | None = None
    proposal: FreeTime | None = None
    appointment_id: int | None = None


class SeriesPlan(Value):
    occurrences: tuple[Occurrence, ...]

    @property
    def clashes(self) -> int:
        return sum(not one.free for one in self.occurrences)


class PlanSeries(Command):
    """What a series would find; what the key `hold` holds is free."""

    practitioner_id: int
    room_id: int | None = None
    type_id: int
    minutes: int = Field(ge=5, le=720)
    recurrence: Recurrence
    hold: str = Field("", exclude=True)


class Chosen(Value):
    """The time taken for one of the rule's days; `room_id` None takes the first free one."""

    day: date
    starts_at: datetime
    room_id: int | None = None


class BookSeries(Creation, PlanSeries):
    """Book the chosen times, all or none; a day of the rule that is not among them is left out.

    The first of them is what the recall was for.
    """

    patient_id: int
    note: str = Field("", max_length=1000)
    notify: bool = True
    recall_id: int | None = None
    video_url: VideoUrl = ""
    chosen: tuple[Chosen, ...] = Field(min_length=1, max_length=MOST_IN_SERIES)


class Scope(StrEnum):
    """Which appointments of a series: this one and those after it, or all that are still to come."""

    FOLLOWING = "following"
    ALL = "all"


class Reslotted(Value):
    """Where one appointment of a series goes instead of where the others' move would take it."""

    appointment_id: int
    starts_at: datetime
    room_id: int | None = None


class MoveSeries(Command):
    """Move one appointment to `starts_at`, and the others of the scope as far on the calendar and to the same clock.

    Those that were put at another time by themselves stay. `left` stay as well, `reslotted` go where they say.
    """

    appointment_id: int
    version: int
    scope: Scope
    practitioner_id: int
    room_id: int | None = None
    starts_at: datetime
    minutes: int = Field(ge=5, le=720)
    notify: bool = True
    left: tuple[int, ...] = ()
    reslotted: tuple[Reslotted, ...] = ()


class CancelSeries(Command):
    """Cancel an appointment of a series and the others of the scope that have not begun."""

    appointment_id: int
    version: int
    scope: Scope
    reason: str = Field(min_length=1, max_length=300)
    notify: bool = True


class SeriesView(Value):
    """A series with its appointments in order of time."""

    id: int
    recurrence: Recurrence
    time_zone: str
    appointments: tuple[AppointmentView, ...]


class SeriesClashes(Refusal):
    """Times of the series are taken; nothing was booked or moved. `plan` says each."""

    status: ClassVar[int] = 409
    message = _("Some of these times are taken. Nothing has been changed yet.")

    def __init__(self, plan: SeriesPlan) -> None:
        super().__init__()
        self.plan = plan


class NoSeries(Refusal):
    """The appointment stands alone."""

    status: ClassVar[int] = 409
    message = _("This appointment is not one of a series.")


class Repeating(Protocol):
    """Series of appointments."""

    def plan_series(self, query: PlanSeries) -> SeriesPlan:
        """Each time of the rule, free or with its clash and a proposal; raises UnknownChoice or NotForThisKind."""

    def book_series(self, command: BookSeries) -> SeriesView:
        """Book all chosen times or none; raises as `plan_series` does, InThePast, RecallSettled, or SeriesClashes."""

    def series_of(self, appointment_id: int) -> SeriesView | None:
        """The series an appointment is one of, None when it stands alone; raises NotFound."""

    def move_series(self, command: MoveSeries) -> SeriesView:
        """Move all of the scope or none; raises NoSeries, SeriesClashes, and as `move` does."""

    def cancel_series(self, command: CancelSeries) -> SeriesView:
        """Cancel the scope; raises NotFound, Stale, NotThatStep or NoSeries."""
