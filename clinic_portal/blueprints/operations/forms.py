"""The forms of operators."""

from zoneinfo import available_timezones

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Email, Length, Optional, Regexp

from clinic_portal.contracts.clinics import SLUG, CreateClinic, SuspendClinic
from clinic_portal.contracts.identity import InviteUser, Role
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.typed import one_line, some_lines
from clinic_portal.foundation.web.choices import countries, currencies
from clinic_portal.foundation.web.fields import SelectField
from clinic_portal.foundation.web.languages import LANGUAGES

_LONG = _("At most %(max)d characters.")


class ClinicForm(FlaskForm):
    """A new clinic, and whom to invite as its first administrator."""

    name = StringField(
        _("Name"), filters=[one_line], validators=[DataRequired(_("Write the name.")), Length(max=120, message=_LONG)]
    )
    slug = StringField(
        _("Short name"),
        filters=[one_line],
        description=_("In its addresses, /c/short-name: small letters, digits and hyphens. It never changes."),
        validators=[
            DataRequired(_("Write the short name.")),
            Regexp(SLUG, message=_("Small letters, digits and hyphens only, at most 40.")),
        ],
    )
    language = SelectField(_("Language"), choices=list(LANGUAGES.items()), default="es")
    country = SelectField(_("Country"), default="ES", validate_choice=True)
    currency = SelectField(_("Currency"), default="EUR")
    time_zone = SelectField(_("Time zone"), default="Europe/Madrid", choices=sorted(available_timezones()))
    admin_email = EmailField(
        _("E-mail of its first administrator"),
        filters=[one_line],
        description=_("They get an invitation. Leave it empty to invite them later."),
        validators=[Optional(), Length(max=254, message=_LONG), Email(_("This is not an e-mail address."))],
    )
    admin_name = StringField(
        _("Name of its first administrator"), filters=[one_line], validators=[Length(max=120, message=_LONG)]
    )

    def __init__(self) -> None:
        super().__init__()
        self.country.choices = list(countries())
        self.currency.choices = list(currencies())

    def validate_admin_name(self, field: StringField) -> None:
        if self.admin_email.data and not field.data:
            raise ValidationError(_("Write the name."))

    def command(self) -> CreateClinic:
        return CreateClinic(
            slug=self.slug.data,
            name=self.name.data,
            language=self.language.data,
            country=self.country.data,
            currency=self.currency.data,
            time_zone=self.time_zone.data,
        )

    def invitation(self) -> InviteUser | None:
        """None when nobody is to be invited yet."""
        if not self.admin_email.data:
            return None
        return InviteUser(
            idempotency_key=new_id(),
            email=self.admin_email.data,
            name=self.admin_name.data,
            role=Role.ADMIN.value,
            language=self.language.data,
        )


class AdministratorForm(FlaskForm):
    """Whom to invite as a clinic's administrator."""

    idempotency_key = HiddenField()
    email = EmailField(
        _("E-mail"),
        filters=[one_line],
        validators=[
            DataRequired(_("Write their e-mail.")),
            Length(max=254, message=_LONG),
            Email(_("This is not an e-mail address.")),
        ],
    )
    name = StringField(
        _("Name"), filters=[one_line], validators=[DataRequired(_("Write the name.")), Length(max=120, message=_LONG)]
    )

    def invitation(self, language: str) -> InviteUser:
        """In the clinic's language."""
        return InviteUser.model_validate(
            {
                "idempotency_key": self.idempotency_key.data or new_id(),
                "email": self.email.data,
                "name": self.name.data,
                "role": Role.ADMIN.value,
                "language": language or "es",
            }
        )


class SuspensionForm(FlaskForm):
    """Why a clinic is closed to its people."""

    reason = TextAreaField(
        _("Reason"),
        filters=[some_lines],
        description=_("For the record; the clinic's people do not read it."),
        validators=[DataRequired(_("Write the reason.")), Length(max=500, message=_LONG)],
    )

    def command(self, slug: str) -> SuspendClinic:
        return SuspendClinic(slug=slug, reason=self.reason.data)
