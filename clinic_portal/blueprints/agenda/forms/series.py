"""The forms of series: how often a new appointment comes again, which of its times are taken, and the whole's move."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Field, IntegerField, ValidationError
from wtforms.validators import InputRequired, NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from clinic_portal.blueprints.agenda.forms.booking import BookingForm, CancelForm, MoveForm
from clinic_portal.contracts.agenda import (
    MOST_IN_SERIES,
    BookSeries,
    CancelSeries,
    Chosen,
    MoveSeries,
    Occurrence,
    PlanSeries,
    Recurrence,
    Reslotted,
    Scope,
    Unit,
)
from clinic_portal.foundation.typed import whole_number
from clinic_portal.foundation.web.fields import RadioField, SelectField, SelectMultipleField

UNITS = {Unit.DAY: _("days"), Unit.WEEK: _("weeks"), Unit.MONTH: _("months")}
SCOPES = {Scope.FOLLOWING: _("This one and those after it"), Scope.ALL: _("All that are still to come")}
_TIME = re.compile(r"(\d{4}-\d\d-\d\d) (\d{4}-\d\d-\d\dT\d\d:\d\d)Z (\d{1,18}) (\d{1,18})")


class Time:
    """One time as a checkbox carries it: the rule's day, the moment, the room (0 for any), the appointment moved."""

    def __init__(self, day: date, starts_at: datetime, room_id: int | None, appointment_id: int | None) -> None:
        self.day, self.starts_at, self.room_id, self.appointment_id = day, starts_at, room_id, appointment_id

    def __str__(self) -> str:
        moment = self.starts_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M")
        return f"{self.day} {moment}Z {self.room_id or 0} {self.appointment_id or 0}"


def read_time(text: str) -> Time:
    """Raises ValueError for what no checkbox carries."""
    found = _TIME.fullmatch(text)
    if found is None:
        raise ValueError(text)
    day, moment, room, appointment = found.groups()
    starts_at = datetime.fromisoformat(f"{moment}+00:00")
    return Time(date.fromisoformat(day), starts_at, int(room) or None, int(appointment) or None)


class TimesField(SelectMultipleField):
    """The times that are taken, one checkbox each; which there are, the page has from the plan."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: Any, **bound: Any) -> None:
        super().__init__(label, coerce=read_time, validate_choice=False, **bound)


def time_of(one: Occurrence, room_id: int | None) -> Time:
    """What is taken of an occurrence: its own time, or where that is not free the proposal."""
    if not one.free and one.proposal:
        return Time(one.day, one.proposal.starts_at, one.proposal.room_id, one.appointment_id)
    return Time(one.day, one.starts_at, room_id, one.appointment_id)


class SeriesForm(BookingForm):
    """A new appointment that comes again."""

    every = IntegerField(
        _("Every"),
        default=1,
        validators=[InputRequired(_("Give a number.")), NumberRange(1, 12, _("Between 1 and 12."))],
    )
    unit = SelectField(_("Unit"), choices=[(unit.value, text) for unit, text in UNITS.items()], default="week")
    count = IntegerField(
        _("Times"),
        validators=[InputRequired(_("Give a number.")), NumberRange(2, MOST_IN_SERIES, _("Between 2 and 60 times."))],
    )
    times = TimesField(_("Times of the series"))

    def plan(self) -> PlanSeries:
        return PlanSeries(**self._wish())

    def series(self) -> BookSeries:
        return BookSeries(
            **self._wish(),
            idempotency_key=self.idempotency_key.data,
            patient_id=int(self.patient_id.data),
            note=self.note.data or "",
            notify=not self.quiet.data,
            recall_id=whole_number(self.recall_id.data),
            video_url=self.video_url.data or "",
            chosen=tuple(Chosen(day=one.day, starts_at=one.starts_at, room_id=one.room_id) for one in self.times.data),
        )

    def _wish(self) -> dict[str, Any]:
        return {
            "practitioner_id": self.practitioner_id.data,
            "room_id": self.wished_room(),
            "type_id": self.type_id.data,
            "minutes": self.minutes.data,
            "hold": self.hold.data or "",
            "recurrence": Recurrence(
                first=self.day.data,
                at=self.time.data,
                every=self.every.data,
                unit=Unit(self.unit.data),
                count=self.count.data,
            ),
        }


class ChosenForm(SeriesForm):
    """The same with the times that were ticked."""

    def validate_times(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(_("Keep at least one time."))


class MoveSeriesForm(MoveForm):
    """Another time, practitioner or room for several."""

    scope = RadioField(_("Which"), choices=[(one.value, text) for one, text in SCOPES.items()], default="following")
    times = TimesField(_("Times of the series"))

    def series(self, appointment_id: int, planned: Iterable[int]) -> MoveSeries:
        """`planned` are those whose times were shown; which of them are not ticked stay where they are."""
        taken = {one.appointment_id: one for one in self.times.data or ()}
        return MoveSeries(
            appointment_id=appointment_id,
            version=whole_number(self.version.data) or 0,
            scope=Scope(self.scope.data),
            practitioner_id=self.practitioner_id.data,
            room_id=self.wished_room(),
            starts_at=self.starts_at(),
            minutes=self.minutes.data,
            notify=not self.quiet.data,
            left=tuple(one for one in planned if one not in taken),
            reslotted=tuple(
                Reslotted(appointment_id=one.appointment_id, starts_at=one.starts_at, room_id=one.room_id)
                for one in taken.values()
                if one.appointment_id
            ),
        )


class CancelSeriesForm(CancelForm):
    """Why several are cancelled."""

    scope = RadioField(_("Which"), choices=[(one.value, text) for one, text in SCOPES.items()], default="following")

    def series(self, appointment_id: int) -> CancelSeries:
        one = self.command(appointment_id)
        return CancelSeries(**one.model_dump(), scope=Scope(self.scope.data))
