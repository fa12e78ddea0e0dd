"""What the clinic is called, says to its patients and shows."""

from typing import Any
from zoneinfo import available_timezones

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import Field, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length

from clinic_portal.blueprints.clinics.forms.fields import CHOOSE, LONG, named, short
from clinic_portal.blueprints.clinics.versioned import VersionedForm
from clinic_portal.contracts.clinics import (
    ChangeLogo,
    ClinicDirectory,
    EditProfile,
    EditTexts,
)
from clinic_portal.foundation.typed import one_line, some_lines
from clinic_portal.foundation.web.choices import countries, currencies
from clinic_portal.foundation.web.fields import SelectField
from clinic_portal.foundation.web.languages import LANGUAGES


class ProfileForm(VersionedForm):
    """What the clinic is called, speaks, is paid in and lives by."""

    edited = ("name", "language", "country", "currency", "time_zone")
    name = named(120)
    language = SelectField(_("Language"), choices=list(LANGUAGES.items()))
    country = SelectField(_("Country"))
    currency = SelectField(_("Currency"))
    time_zone = StringField(_("Time zone"), filters=[one_line], validators=[DataRequired(CHOOSE)])

    def furnish(self) -> None:
        self.country.choices = list(countries())
        self.currency.choices = list(currencies())

    def validate_time_zone(self, field: Field) -> None:
        if field.data not in available_timezones():
            raise ValidationError(_("Choose a time zone of the list, such as Europe/Madrid."))

    def stands(self, house: ClinicDirectory) -> dict[str, Any]:
        return {name: getattr(house.clinic, name) for name in (*self.edited, "version")}

    def command(self) -> EditProfile:
        return EditProfile(version=self.seen(), **{name: self[name].data for name in self.edited})


class TextsForm(VersionedForm):
    """What the clinic tells its patients in one language."""

    edited = ("greeting", "footer", "cancellation_policy", "directions")
    greeting = short(_("Greeting"), 300)
    directions = TextAreaField(_("How to get here"), filters=[some_lines], validators=[Length(max=1000, message=LONG)])
    cancellation_policy = TextAreaField(
        _("Cancelling"), filters=[some_lines], validators=[Length(max=1000, message=LONG)]
    )
    footer = short(_("Last line"), 300)

    def in_language(self, language: str) -> "TextsForm":
        self.spoken = language
        return self

    def stands(self, house: ClinicDirectory) -> dict[str, Any]:
        texts = house.text(self.spoken)
        return {name: getattr(texts, name) for name in (*self.edited, "version")}

    def command(self) -> EditTexts:
        written = {name: self[name].data or "" for name in self.edited}
        return EditTexts.model_validate({"language": self.spoken, "version": self.seen(), **written})


class LogoForm(FlaskForm):
    """A picture to show."""

    file = FileField(_("Picture"), validators=[FileRequired(_("Choose a file."))])

    def command(self) -> ChangeLogo:
        return ChangeLogo(file_name=self.file.data.filename or "", content=self.file.data.read())
