"""The forms of those who book by themselves, and of the clinic's rules for them."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, HiddenField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Email, Length, Optional, StopValidation

from clinic_portal.blueprints.agenda.forms.kept import KeptForm
from clinic_portal.blueprints.agenda.forms.kinds import number
from clinic_portal.contracts.agenda.online import AskOnline, FindOnlineTimes, OnlineFront, OnlineTime, SetOnlinePolicy
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.typed import one_line, some_lines, whole_number
from clinic_portal.foundation.web.fields import RadioField, SelectField

ANY = 0
_LONG = Length(max=120, message=_("At most %(max)d characters."))


class TimesForm(FlaskForm):
    """What kind, with whom, where; its address can be kept."""

    class Meta:
        csrf = False

    type_id = SelectField(_("What for"), coerce=int, validators=[Optional()])
    practitioner_id = SelectField(_("With whom"), coerce=int, default=ANY, validators=[Optional()])
    branch_id = SelectField(_("At which branch"), coerce=int, default=ANY, validators=[Optional()])
    first = DateField(_("From the day"), validators=[Optional()])

    def furnish(self, house: ClinicDirectory, front: OnlineFront) -> None:
        self.type_id.choices = [(one.id, one.name) for one in front.kinds]
        self.practitioner_id.choices = [(ANY, _("Anybody")), *((one.id, one.name) for one in house.practitioners)]
        self.branch_id.choices = [(ANY, _("Every branch")), *((one.id, one.name) for one in house.branches)]

    def query(self, address: str) -> FindOnlineTimes:
        return FindOnlineTimes(
            address=address,
            type_id=self.type_id.data,
            practitioner_id=self.practitioner_id.data or ANY,
            branch_id=self.branch_id.data or ANY,
            first=self.first.data,
        )


def _where_to(form: FlaskForm, field: StringField) -> None:
    if form.way.data == "email" and not field.data:
        raise StopValidation(_("Write the address that the code goes to."))


class WhoForm(FlaskForm):
    """Who wants the time; nothing that is typed here touches a record before the code is right."""

    type_id, practitioner_id, branch_id, starts_at = HiddenField(), HiddenField(), HiddenField(), HiddenField()
    given = StringField(_("Given name"), filters=[one_line], validators=[DataRequired(_("Write your name.")), _LONG])
    family = StringField(_("Surnames"), filters=[one_line], validators=[DataRequired(_("Write your surnames.")), _LONG])
    phone = StringField(
        _("Phone"), filters=[one_line], validators=[DataRequired(_("Write your phone number.")), Length(max=40)]
    )
    email = StringField(
        _("E-mail"),
        filters=[one_line],
        validators=[_where_to, Optional(), Length(max=254), Email(_("This is not an e-mail address."))],
    )
    birth_date = DateField(_("Date of birth"), validators=[Optional()])
    way = RadioField(_("Send me the code by"), choices=[("sms", _("SMS")), ("email", _("E-mail"))], default="sms")
    website = StringField(_("Leave this empty"))

    def offer(self, channels: Collection[str]) -> None:
        """Only the ways on which a code can leave; where nobody has set one up, it is not for the visitor to know."""
        ways = [way for way in self.way.choices if way.value in channels]
        self.way.choices = ways or self.way.choices
        if len(ways) == 1 and not self.is_submitted():
            self.way.process_data(ways[0].value)

    def validate_website(self, field: StringField) -> None:
        """People do not see this field; robots fill in whatever there is."""
        if field.data:
            raise ValidationError(_("Leave this empty."))

    def command(self, address: str, language: Any, time: OnlineTime) -> AskOnline:
        names = ("given", "family", "phone", "email", "birth_date", "way")
        typed = {name: self[name].data for name in names}
        return AskOnline(
            address=address,
            language=language,
            type_id=whole_number(self.type_id.data) or 0,
            **time.model_dump(),
            **typed | {"email": typed["email"] or ""},
        )


class PressForm(FlaskForm):
    """A button alone, on a page whose address nobody else knows."""

    class Meta:
        csrf = False


class CodeForm(FlaskForm):
    """The code; without the page's own address nobody can send it."""

    class Meta:
        csrf = False

    code = StringField(_("Code of six digits"), filters=[one_line], validators=[DataRequired(_("Write the code."))])


class OnlinePolicyForm(KeptForm):
    """What a clinic allows those who book by themselves."""

    edited = (
        "open", "approval", "known_only", "notice_minutes", "horizon_days", "most_open", "daily_practitioner",
        "daily_clinic", "answer_hours", "text",
    )  # fmt: skip
    open = BooleanField(_("Patients can book by themselves"))
    approval = BooleanField(_("Each time is only asked for until the desk approves it"))
    known_only = BooleanField(_("Only for those who are patients of the clinic already"))
    notice_minutes = number(_("Least notice, in minutes"), 0, 86_400, 120)
    horizon_days = number(_("Furthest ahead, in days"), 1, 366, 60)
    most_open = number(_("Appointments still to come, of one person"), 1, 20, 2)
    daily_practitioner = number(
        _("A day with one practitioner"), 0, 200, 0, _("Booked by patients themselves; 0: no limit.")
    )
    daily_clinic = number(_("A day in the clinic"), 0, 2_000, 0, _("Booked by patients themselves; 0: no limit."))
    answer_hours = number(_("An answer takes at most so many hours"), 1, 240, 24)
    text = TextAreaField(_("What stands on the page"), filters=[some_lines], validators=[Length(max=1_000)])

    def command(self) -> SetOnlinePolicy:
        return SetOnlinePolicy(version=self.seen(), **self.fields())


def read_time(starts_at: str | None, practitioner_id: str | None, branch_id: str | None) -> OnlineTime | None:
    """A time as addresses and forms name it, in UTC to the minute."""
    whom, where = whole_number(practitioner_id), whole_number(branch_id)
    try:
        moment = datetime.strptime(starts_at or "", "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC)
    except ValueError:
        return None
    return OnlineTime(starts_at=moment, practitioner_id=whom, branch_id=where) if whom and where else None


def written_time(time: OnlineTime) -> str:
    return time.starts_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")
