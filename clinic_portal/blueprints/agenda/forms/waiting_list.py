"""The forms of the waiting list: what somebody wishes, why they wish it no more, and to whom a gap goes."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import get_locale, lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, Field, HiddenField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from clinic_portal.blueprints.agenda.forms.kept import KeptForm
from clinic_portal.blueprints.agenda.forms.kinds import Some, number
from clinic_portal.contracts.agenda import (
    MIDNIGHT,
    AddToWaitlist,
    AppointmentTypeView,
    EditWaitlistEntry,
    Gap,
    WithdrawFromWaitlist,
)
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.typed import one_line, some_lines, whole_number
from clinic_portal.foundation.web.fields import SelectField

ANY = 0
HALF_HOURS = range(6 * 60, 22 * 60 + 1, 30)
HOURS = (1, 2, 4, 8, 24, 48)
"""How long an offer may hold."""
_BOOKED = re.compile(r"(\d{1,18})\.(\d{1,9})")


class WaitForm(KeptForm):
    """What somebody on the list wishes."""

    edited = (
        "type_id", "minutes", "practitioner_id", "branch_id", "weekdays", "since", "until", "first_day", "last_day",
        "urgent", "note",
    )  # fmt: skip
    idempotency_key = HiddenField()
    patient_id = HiddenField(_("Patient"))
    type_id = SelectField(_("Type"), coerce=int, validators=[InputRequired(_("Choose one."))])
    minutes = number(_("Minutes"), 5, 720, 30)
    practitioner_id = SelectField(_("Practitioner"), coerce=int, default=ANY, validators=[Optional()])
    branch_id = SelectField(_("Branch"), coerce=int, default=ANY, validators=[Optional()])
    weekdays = Some(_("Days of the week"), description=_("None ticked: any day."))
    since = SelectField(_("Not before"), coerce=int, default=ANY)
    until = SelectField(_("Not after"), coerce=int, default=MIDNIGHT)
    first_day = DateField(_("From the day"), validators=[InputRequired(_("Give a day."))])
    last_day = DateField(_("Until the day"), validators=[Optional()])
    urgent = SelectField(_("Urgency"), coerce=int, default=0, choices=[(0, _("Normal")), (1, _("Urgent"))])
    note = TextAreaField(
        _("Note"), filters=[some_lines], validators=[Length(max=300, message=_("At most 300 characters."))]
    )

    def furnish(
        self, house: ClinicDirectory, kinds: Sequence[AppointmentTypeView], also: Sequence[int] = ()
    ) -> "WaitForm":
        """Offer what the clinic has; `also` are times of day that no half hour is."""
        self.type_id.choices = [(one.id, one.name) for one in kinds if not one.retired]
        self.practitioner_id.choices = [(ANY, _("Anybody")), *((one.id, one.name) for one in house.practitioners)]
        self.branch_id.choices = [(ANY, _("Every branch")), *((one.id, one.name) for one in house.branches)]
        names: Any = get_locale().days["format"]["abbreviated"]
        self.weekdays.choices = [(weekday, names[weekday]) for weekday in range(7)]
        clock = [(at, f"{at // 60:02}:{at % 60:02}") for at in sorted({*HALF_HOURS, *also} - {0, MIDNIGHT})]
        self.since.choices = [(ANY, _("any")), *clock]
        self.until.choices = [*clock, (MIDNIGHT, _("any"))]
        if not self.first_day.raw_data and not self.first_day.data:
            self.first_day.process_data(today(house.clinic.time_zone))
        if not self.idempotency_key.data:
            self.idempotency_key.process_data(new_id())
        return self

    def validate_last_day(self, field: Field) -> None:
        if field.data and self.first_day.data and field.data < self.first_day.data:
            raise ValidationError(_("This ends before it begins."))

    def validate_until(self, field: Field) -> None:
        if field.data is not None and self.minutes.data and field.data - (self.since.data or 0) < self.minutes.data:
            raise ValidationError(_("The appointment does not fit between these times."))

    def wished(self) -> dict[str, Any]:
        fields = self.fields()
        whose = {name: fields[name] or None for name in ("practitioner_id", "branch_id")}
        return fields | whose | {"urgent": bool(fields["urgent"]), "note": fields["note"] or ""}

    def adding(self) -> AddToWaitlist:
        key = self.idempotency_key.data
        return AddToWaitlist(idempotency_key=key, patient_id=int(self.patient_id.data), **self.wished())

    def editing(self, entry_id: int) -> EditWaitlistEntry:
        return EditWaitlistEntry(entry_id=entry_id, version=self.seen(), **self.wished())


class NewWaitForm(WaitForm):
    """The same for somebody who is chosen in it."""

    def validate_patient_id(self, field: Field) -> None:
        if whole_number(field.data) is None:
            raise ValidationError(_("Choose a patient or register a new one."))


class WithdrawForm(FlaskForm):
    """Why somebody is taken off the list."""

    version = HiddenField()
    reason = StringField(
        _("Reason"),
        filters=[one_line],
        validators=[DataRequired(_("Say what the reason is.")), Length(max=300, message=_("At most 300 characters."))],
    )

    def command(self, entry_id: int) -> WithdrawFromWaitlist:
        version = whole_number(self.version.data) or 0
        return WithdrawFromWaitlist(entry_id=entry_id, version=version, reason=self.reason.data)


class GapForm(FlaskForm):
    """A gap, and who of those whom it fits is booked or asked."""

    class Meta:
        csrf = False

    practitioner_id = HiddenField()
    branch_id = HiddenField()
    starts_at = HiddenField()
    minutes = HiddenField()

    def gap(self) -> Gap | None:
        """None for what names no gap."""
        whom, where, minutes = (whole_number(self[name].data) for name in ("practitioner_id", "branch_id", "minutes"))
        try:
            starts_at = datetime.fromisoformat(self.starts_at.data or "")
        except ValueError:
            return None
        if not (whom and where and minutes and 5 <= minutes <= MIDNIGHT) or starts_at.tzinfo is None:
            return None
        return Gap(practitioner_id=whom, branch_id=where, starts_at=starts_at, minutes=minutes)


class FitForm(GapForm):
    """The same when it is sent: a tick for each who is asked."""

    class Meta:
        csrf = True

    idempotency_key = HiddenField()
    entries = Some(_("Offer to"))
    hours = SelectField(_("The offer holds"), coerce=int, default=2, choices=[(one, str(one)) for one in HOURS])


def booked_entry(value: str) -> tuple[int, int]:
    """Whom a button books, and the version that was seen: `12.3`; 0 for what names nobody."""
    found = _BOOKED.fullmatch(value)
    return (int(found[1]), int(found[2])) if found else (0, 0)
