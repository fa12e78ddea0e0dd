"""The agenda's forms: what is typed, checked for its shape; whether it can be done is the agenda's to say."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    Field,
    HiddenField,
    IntegerField,
    StringField,
    TextAreaField,
    TimeField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from clinic_portal.blueprints.agenda.forms.video import video_field
from clinic_portal.blueprints.agenda.reasons import REASONS, join
from clinic_portal.contracts.agenda import AppointmentTypeView, BookAppointment, CancelAppointment, MoveAppointment
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.clock import at_local, local_minutes, today
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.typed import one_line, some_lines, whole_number
from clinic_portal.foundation.web.fields import RadioField, SelectField

ANY_ROOM = 0
FURTHEST = timedelta(days=5 * 366)
_OFFER = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)T(?P<time>\d\d:\d\d),(?P<room>\d{1,18})(,(?P<whom>\d{1,18}))?")


def check_year(day: date, time_zone: str) -> None:
    """Raises ValidationError for a slip in the year, which no calendar of ours reaches."""
    here = today(time_zone)
    if day > here + FURTHEST:
        raise ValidationError(_("That is more than five years away. Check the year."))
    if day < here - FURTHEST:
        raise ValidationError(_("That was more than five years ago. Check the year."))


class TimeForm(FlaskForm):
    """When, with whom, where, for how long."""

    practitioner_id = SelectField(_("Practitioner"), coerce=int, validators=[InputRequired(_("Choose one."))])
    day = DateField(_("Day"), validators=[InputRequired(_("Give a day."))])
    time = TimeField(_("Time"), validators=[InputRequired(_("Give a time, such as 09:30."))])
    minutes = IntegerField(
        _("Minutes"),
        validators=[InputRequired(_("Give a length.")), NumberRange(5, 720, _("Between 5 and 720 minutes."))],
    )
    room_id = SelectField(_("Room"), coerce=int, default=ANY_ROOM, validators=[Optional()])

    quiet = BooleanField(_("Do not tell the patient"))

    def furnish(self, house: ClinicDirectory) -> None:
        """Offer this clinic's practitioners and rooms."""
        self.time_zone = house.clinic.time_zone
        many = len(house.branches) > 1
        branches = {branch.id: branch.name for branch in house.branches}

        def name(one: Any) -> str:
            return f"{one.name} · {branches[one.branch_id]}" if many else one.name

        self.practitioner_id.choices = [(one.id, name(one)) for one in house.practitioners]
        for one in house.past.practitioners:
            if one.id == self.practitioner_id.data:
                # Nobody else is put in their place unseen; whom to choose instead is asked when it is sent.
                self.practitioner_id.choices += [(one.id, _("%(name)s, retired", name=one.name))]
        self.room_id.choices = [(ANY_ROOM, _("First free room")), *((one.id, name(one)) for one in house.rooms)]

    def validate_day(self, field: Field) -> None:
        """Nobody books that far ahead; a slip in the year would be out of everybody's sight."""
        if field.data:
            check_year(field.data, self.time_zone)

    def validate_time(self, field: Field) -> None:
        """The hour that a change of the clock skips does not exist."""
        if not (self.day.data and field.data) or self.day.errors:
            return
        if local_minutes(self.starts_at(), self.time_zone) != _minutes(field.data):
            raise ValidationError(_("The clock is put forward that day: this hour does not exist."))

    def starts_at(self) -> datetime:
        return at_local(self.day.data, _minutes(self.time.data), self.time_zone)

    def ends_at(self) -> datetime:
        return self.starts_at() + timedelta(minutes=self.minutes.data)

    def wished_room(self) -> int | None:
        return self.room_id.data or None

    def take(self, offered: str) -> None:
        """Put in a time that was offered: `2026-11-24T10:30,7`, the clinic's wall clock and the room; else nothing.

        After the room may stand whose time it is.
        """
        found = _OFFER.fullmatch(offered)
        if found:
            self.day.process_formdata([found["day"]])
            self.time.process_formdata([found["time"]])
            self.room_id.process_formdata([found["room"]])
            if found["whom"]:
                self.practitioner_id.process_formdata([found["whom"]])


class BookingForm(TimeForm):
    """A new appointment."""

    # A field without a label has WTForms read its own translations from the disk, to translate the field's name.
    idempotency_key = HiddenField("")
    hold = HiddenField("")
    patient_id = HiddenField(_("Patient"))
    recall_id = HiddenField("")
    type_id = SelectField(_("Type"), coerce=int, validators=[InputRequired(_("Choose one."))])
    note = TextAreaField(
        _("Note"), filters=[some_lines], validators=[Length(max=1000, message=_("At most 1,000 characters."))]
    )

    video_url = video_field()

    def offer(self, house: ClinicDirectory, kinds: Sequence[AppointmentTypeView]) -> None:
        self.furnish(house)
        self.type_id.choices = [(kind.id, kind.name) for kind in kinds if not kind.retired]
        if not self.idempotency_key.data:
            self.idempotency_key.process_data(new_id())

    def validate_patient_id(self, field: Field) -> None:
        if whole_number(field.data) is None:
            raise ValidationError(_("Choose a patient or register a new one."))

    def command(self, *, anyway: bool = False) -> BookAppointment:
        return BookAppointment(
            idempotency_key=self.idempotency_key.data,
            patient_id=int(self.patient_id.data),
            practitioner_id=self.practitioner_id.data,
            room_id=self.wished_room(),
            type_id=self.type_id.data,
            starts_at=self.starts_at(),
            minutes=self.minutes.data,
            note=self.note.data or "",
            notify=not self.quiet.data,
            anyway=anyway,
            hold=self.hold.data or "",
            recall_id=whole_number(self.recall_id.data),
            video_url=self.video_url.data or "",
        )


SEAT, GROUP = "seat", "group"
"""Of a group: who moves."""


class MoveForm(TimeForm):
    """Another time, practitioner or room; of a group one seat alone or all of them."""

    version = HiddenField("")
    whom = RadioField(
        _("Who moves"), choices=[(SEAT, _("This seat only")), (GROUP, _("The whole group"))], default=SEAT
    )

    def command(self, appointment_id: int, *, anyway: bool = False) -> MoveAppointment:
        return MoveAppointment(
            appointment_id=appointment_id,
            version=_version(self.version),
            practitioner_id=self.practitioner_id.data,
            room_id=self.wished_room(),
            starts_at=self.starts_at(),
            minutes=self.minutes.data,
            notify=not self.quiet.data,
            anyway=anyway,
            whole_group=self.whom.data == GROUP,
        )


class CancelForm(FlaskForm):
    """Why an appointment is cancelled."""

    version = HiddenField("")
    reason = RadioField(_("Reason"), choices=list(REASONS.items()), validators=[InputRequired(_("Choose a reason."))])
    detail = StringField(
        _("In your words"),
        filters=[one_line],
        validators=[Length(max=250, message=_("At most 250 characters."))],
    )

    quiet = BooleanField(_("Do not tell the patient"))

    def validate_detail(self, field: Field) -> None:
        if self.reason.data == "other" and not (field.data or "").strip():
            raise ValidationError(_("Say what the reason is."))

    def command(self, appointment_id: int) -> CancelAppointment:
        detail = (self.detail.data or "").strip()
        return CancelAppointment(
            appointment_id=appointment_id,
            version=_version(self.version),
            reason=join(self.reason.data, detail),
            notify=not self.quiet.data,
        )


def _minutes(value: time) -> int:
    return value.hour * 60 + value.minute


def _version(field: Field) -> int:
    """What the person saw; anything else is as stale as can be."""
    return whole_number(field.data) or 0
