"""What is looked for among the free times: with whom, where, on which days, at what time of day, for how long."""

from collections.abc import Sequence
from datetime import time
from typing import Any

from flask_babel import get_locale, lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, Field, IntegerField, TimeField
from wtforms.validators import InputRequired, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from clinic_portal.blueprints.agenda.forms.booking import check_year
from clinic_portal.contracts.agenda import MIDNIGHT, AppointmentTypeView, FindSlots
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.web.fields import SelectField, SelectMultipleField

ANY = 0
USUAL_MINUTES = 30


class SearchForm(FlaskForm):
    """Nothing is changed by it, so that its address can be kept."""

    class Meta:
        csrf = False

    practitioner_id = SelectField(_("Practitioner"), coerce=int, default=ANY, validators=[Optional()])
    type_id = SelectField(_("Type"), coerce=int, default=ANY, validators=[Optional()])
    branch = SelectField(_("Branch"), coerce=int, default=ANY, validators=[Optional()])
    room_id = SelectField(_("Room"), coerce=int, default=ANY, validators=[Optional()])
    minutes = IntegerField(
        _("Minutes"),
        default=USUAL_MINUTES,
        validators=[InputRequired(_("Give a length.")), NumberRange(5, 720, _("Between 5 and 720 minutes."))],
    )
    day = DateField(_("From the day"), validators=[Optional()])
    since = TimeField(_("Not before"), validators=[Optional()])
    until = TimeField(_("Not after"), validators=[Optional()])
    weekdays = SelectMultipleField(
        _("Days of the week"),
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validators=[Optional()],
    )

    def furnish(self, house: ClinicDirectory, kinds: Sequence[AppointmentTypeView]) -> None:
        """Offer this clinic's practitioners, branches, rooms and kinds of appointment."""
        self.time_zone = house.clinic.time_zone
        self.type_id.choices = [(ANY, _("Any type")), *((one.id, one.name) for one in kinds if not one.retired)]
        self.practitioner_id.choices = [(ANY, _("Anybody")), *((one.id, one.name) for one in house.practitioners)]
        self.branch.choices = [(ANY, _("Every branch")), *((one.id, one.name) for one in house.branches)]
        self.room_id.choices = [(ANY, _("Any room")), *((one.id, one.name) for one in house.rooms)]
        names: Any = get_locale().days["format"]["abbreviated"]
        self.weekdays.choices = [(weekday, names[weekday]) for weekday in range(7)]
        if not self.minutes.raw_data:
            # A link says where, not for how long: the usual counts as typed.
            self.minutes.raw_data = [str(self.minutes.data)]
        if not self.day.data:
            self.day.process_data(today(self.time_zone))

    def validate_day(self, field: Field) -> None:
        """Times are looked for where appointments can be."""
        if field.data:
            check_year(field.data, self.time_zone)

    def query(self, limit: int, hold: str = "") -> FindSlots:
        """Raises nothing: what was typed has been checked."""
        return FindSlots(
            minutes=self.minutes.data,
            type_id=self.type_id.data or None,
            first=self.day.data,
            practitioners=_chosen(self.practitioner_id.data),
            branches=_chosen(self.branch.data),
            room_id=self.room_id.data or None,
            weekdays=tuple(self.weekdays.data or ()),
            since=_minutes(self.since.data, 0),
            until=_minutes(self.until.data, MIDNIGHT),
            hold=hold,
            limit=limit,
        )


def _chosen(value: int) -> tuple[int, ...]:
    return (value,) if value else ()


def _minutes(value: time | None, usual: int) -> int:
    return value.hour * 60 + value.minute if value else usual
