"""The forms of the waiting room, of links that are given away, and of the clinic's rules of the day."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from clinic_portal.contracts.agenda import (
    AddCalendar,
    AddScreen,
    AddServicePoint,
    CalendarShows,
    DayPolicy,
    EnterQueue,
    ServicePoint,
    SetDayPolicy,
)
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.typed import one_line, some_lines, whole_number
from clinic_portal.foundation.web.difference import Difference
from clinic_portal.foundation.web.fields import SelectField

NOBODY = 0
RULES = ("amber_minutes", "red_minutes", "cancel_hours", "noshow_limit", "prompt_minutes")
SHOWS = {CalendarShows.BUSY: _("Only that the time is taken"), CalendarShows.INITIALS: _("The patient's initials")}


class WalkInForm(FlaskForm):
    """A patient who came without an appointment."""

    idempotency_key = HiddenField()
    branch_id = HiddenField()
    patient_id = HiddenField(_("Patient"))
    practitioner_id = SelectField(_("Waits for"), coerce=int, default=NOBODY, validators=[Optional()])
    point_id = SelectField(_("Service point"), coerce=int, default=NOBODY, validators=[Optional()])

    def furnish(self, house: ClinicDirectory, branch_id: int, points: tuple[ServicePoint, ...]) -> None:
        here = house.practitioners_of(branch_id)
        self.branch_id.process_data(branch_id)
        self.practitioner_id.choices = [(NOBODY, _("Whoever is free")), *((one.id, one.name) for one in here)]
        named = [(point.id, point.name) for point in points if point.branch_id == branch_id]
        self.point_id.choices = [(NOBODY, _("The practitioner's room")), *named]
        if not self.idempotency_key.data:
            self.idempotency_key.process_data(new_id())

    def validate_patient_id(self, field: HiddenField) -> None:
        if whole_number(field.data) is None:
            raise ValidationError(_("Choose a patient."))

    def command(self) -> EnterQueue:
        return EnterQueue(
            idempotency_key=self.idempotency_key.data,
            branch_id=self.branch_id.data,
            patient_id=whole_number(self.patient_id.data) or 0,
            practitioner_id=self.practitioner_id.data or None,
            point_id=self.point_id.data or None,
        )


class PolicyForm(FlaskForm):
    """When waiting is marked, until when patients cancel by themselves, and when not coming warns or is asked about."""

    version = HiddenField()
    amber_minutes = IntegerField(_("Waits long after (minutes)"), validators=[InputRequired(), NumberRange(1, 600)])
    red_minutes = IntegerField(_("Waits too long after (minutes)"), validators=[InputRequired(), NumberRange(1, 600)])
    cancel_hours = IntegerField(
        _("Patients cancel by link until so many hours before"), validators=[InputRequired(), NumberRange(0, 720)]
    )
    noshow_limit = IntegerField(_("Warn from so many no-shows on"), validators=[InputRequired(), NumberRange(1, 100)])
    prompt_minutes = IntegerField(
        _("Ask whether a patient came after (minutes)"),
        description=_("From the start of the appointment; 0: never."),
        validators=[InputRequired(), NumberRange(0, 600)],
    )

    def show(self, policy: DayPolicy) -> None:
        for name, value in policy.model_dump().items():
            self[name].process_data(value)

    def compare(self, theirs: DayPolicy, taken: str = "") -> dict[str, Difference]:
        """Where the form and what stands now differ, once the field `taken` says the latter's."""
        if taken:
            self[taken].process_data(getattr(theirs, taken))
        self.version.process_data(theirs.version)
        pairs = ((name, self[name].data, getattr(theirs, name)) for name in RULES)
        return {name: Difference(name, mine, other) for name, mine, other in pairs if mine != other}

    def validate_red_minutes(self, field: IntegerField) -> None:
        if field.data and self.amber_minutes.data and field.data < self.amber_minutes.data:
            raise ValidationError(_("Not less than the minutes after which waiting is long."))

    def command(self) -> SetDayPolicy:
        return SetDayPolicy(version=whole_number(self.version.data) or 0, **{name: self[name].data for name in RULES})


class PointForm(FlaskForm):
    """A named place where patients are called to."""

    branch_id = SelectField(_("Branch"), coerce=int, validators=[InputRequired()])
    name = StringField(_("Name"), filters=[one_line], validators=[DataRequired(_("Give it a name.")), Length(max=60)])

    def furnish(self, house: ClinicDirectory) -> None:
        self.branch_id.choices = [(branch.id, branch.name) for branch in house.branches]

    def command(self) -> AddServicePoint:
        return AddServicePoint(branch_id=self.branch_id.data, name=self.name.data)


class ScreenForm(PointForm):
    """An address for a waiting room's screen."""

    def screen(self) -> AddScreen:
        return AddScreen(branch_id=self.branch_id.data, name=self.name.data)


class CalendarForm(FlaskForm):
    """An address for a practitioner's calendar."""

    practitioner_id = SelectField(_("Practitioner"), coerce=int, validators=[InputRequired()])
    shows = SelectField(_("Shows"), choices=list(SHOWS.items()), default=CalendarShows.BUSY)

    def furnish(self, house: ClinicDirectory) -> None:
        self.practitioner_id.choices = [(one.id, one.name) for one in house.practitioners]

    def command(self) -> AddCalendar:
        return AddCalendar(practitioner_id=self.practitioner_id.data, shows=CalendarShows(self.shows.data))


class VisitForm(FlaskForm):
    """What a patient sends; no forgery can be made without the address itself."""

    version = HiddenField()
    wish = TextAreaField(_("When would suit you?"), filters=[some_lines], validators=[Length(max=300)])

    class Meta:
        csrf = False
