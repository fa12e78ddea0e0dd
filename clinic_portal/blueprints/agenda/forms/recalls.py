"""The forms of recalls: a new one, counted from a day or due at one, and one changed."""

from collections.abc import Sequence
from datetime import date

from flask_babel import lazy_gettext as _
from wtforms import DateField, Field, HiddenField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length, Optional

from clinic_portal.blueprints.agenda.forms.booking import FURTHEST
from clinic_portal.blueprints.agenda.forms.kept import KeptForm
from clinic_portal.contracts.agenda import AppointmentTypeView
from clinic_portal.contracts.agenda.recalls import AddRecall, RecallView
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.typed import some_lines, whole_number
from clinic_portal.foundation.values import Value
from clinic_portal.foundation.web.fields import RadioField, SelectField

ANYBODY, ON_A_DAY = 0, 0
MONTHS = (1, 3, 6, 12)
REPEATS = (0, 1, 2, 3, 4, 6, 9, 12, 18, 24, 36, 60)


class RecallForm(KeptForm):
    """What a recall says of itself."""

    edited = ("type_id", "practitioner_id", "branch_id", "due", "every_months", "note")
    type_id = SelectField(_("Type"), coerce=int, validators=[InputRequired(_("Choose one."))])
    practitioner_id = SelectField(_("Practitioner"), coerce=int, default=ANYBODY, validators=[Optional()])
    branch_id = SelectField(_("Branch"), coerce=int, validators=[InputRequired(_("Choose one."))])
    due = DateField(_("Due on"), validators=[InputRequired(_("Give a day."))])
    every_months = SelectField(_("Repeats"), coerce=int, default=0)
    note = TextAreaField(
        _("Note"), filters=[some_lines], validators=[Length(max=500, message=_("At most %(max)d characters."))]
    )

    def furnish(
        self, house: ClinicDirectory, kinds: Sequence[AppointmentTypeView], stands: RecallView | None = None
    ) -> "RecallForm":
        """Offer what the clinic has; what is retired only where it stands already."""
        self.time_zone = house.clinic.time_zone
        self.type_id.choices = [
            (one.id, one.name) for one in kinds if not one.retired or (stands and stands.type_id == one.id)
        ]
        self.practitioner_id.choices = [(ANYBODY, _("Anybody")), *((one.id, one.name) for one in house.practitioners)]
        self.branch_id.choices = [(one.id, one.name) for one in house.branches]
        repeats = {*REPEATS, stands.every_months if stands else 0}
        self.every_months.choices = [(months, _repeats(months)) for months in sorted(repeats)]
        for field, past in ((self.practitioner_id, house.past.practitioners), (self.branch_id, house.past.branches)):
            field.choices += [(one.id, one.name) for one in past if stands and getattr(stands, field.name) == one.id]
        return self

    def show(self, stands: Value) -> None:
        super().show(stands)
        self.practitioner_id.process_data(getattr(stands, "practitioner_id", None) or ANYBODY)

    def fields(self) -> dict[str, object]:
        return {**super().fields(), "practitioner_id": self.practitioner_id.data or None}

    def validate_due(self, field: Field) -> None:
        """A slip in the year would be out of everybody's sight."""
        if field.data and not date(2000, 1, 1) < field.data <= today(self.time_zone) + FURTHEST * 2:
            raise ValidationError(_("Check the year."))


class NewRecallForm(RecallForm):
    """A new one: so many months after `base`, or on a day."""

    idempotency_key = HiddenField()
    patient_id = HiddenField(_("Patient"))
    base = HiddenField()
    months = RadioField(_("Comes again in"), coerce=int, default=6)
    due = DateField(_("Due on"), validators=[Optional()])

    def offer(self, usual: int = 0) -> None:
        """`usual` is the kind's own number of months."""
        offered = sorted({*MONTHS, *filter(None, (usual, self.months.data))})
        self.months.choices = [*((number, _in_months(number)) for number in offered), (ON_A_DAY, _("on a day"))]
        if not self.idempotency_key.data:
            self.idempotency_key.process_data(new_id())

    def validate_patient_id(self, field: Field) -> None:
        if whole_number(field.data) is None:
            raise ValidationError(_("Choose a patient."))

    def validate_due(self, field: Field) -> None:
        if self.months.data == ON_A_DAY and not field.data:
            raise ValidationError(_("Give a day."))
        super().validate_due(field)

    def command(self, due: date) -> AddRecall:
        fields = {**self.fields(), "due": due}
        return AddRecall(idempotency_key=self.idempotency_key.data, patient_id=int(self.patient_id.data), **fields)


def _in_months(number: int) -> str:
    return _("%(number)s months", number=number) if number != 1 else _("1 month")


def _repeats(months: int) -> str:
    if not months:
        return _("Once")
    return _("Every %(number)s months", number=months) if months != 1 else _("Every month")
