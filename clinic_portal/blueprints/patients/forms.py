"""The forms of patients: a whole record, and the few fields that are enough while the phone is ringing."""

from datetime import date
from typing import Any

from flask import g
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, Field, HiddenField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Email, Length, Optional

from clinic_portal.contracts.patients import DuplicateProbe, EditPatient, PatientView, RegisterPatient, Sex
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.typed import one_line, some_lines, whole_number
from clinic_portal.foundation.web.fields import SelectField
from clinic_portal.foundation.web.filters import phone as written
from clinic_portal.foundation.web.languages import LANGUAGES

INLINE = "new-"
"""Before the names of the few fields, since they stand inside another form."""
SEXES = {
    Sex.UNKNOWN: _("Not stated"),
    Sex.FEMALE: _("Female"),
    Sex.MALE: _("Male"),
    Sex.OTHER: _("Other"),
}
_LONG = _("At most %(max)d characters.")
OLDEST = date(1900, 1, 1)


class ContactForm(FlaskForm):
    """Who it is and how to reach them; name and phone suffice."""

    idempotency_key = HiddenField()
    given = StringField(
        _("Name"), filters=[one_line], validators=[DataRequired(_("Write the name.")), Length(max=120, message=_LONG)]
    )
    family = StringField(
        _("Surnames"),
        filters=[one_line],
        validators=[DataRequired(_("Write the surnames.")), Length(max=120, message=_LONG)],
    )
    phone = StringField(
        _("Phone"),
        filters=[one_line],
        validators=[DataRequired(_("Write a phone number.")), Length(max=40, message=_LONG)],
    )
    birth_date = DateField(_("Birth date"), validators=[Optional()])

    def validate_birth_date(self, field: Field) -> None:
        if field.data and not OLDEST <= field.data <= today(g.clinic.time_zone):
            raise ValidationError(_("This is not a birth date."))

    def begin(self, words: str) -> None:
        """Fill in a new key, and what was searched for: a phone, or a name and surnames."""
        self.idempotency_key.process_data(new_id())
        words = one_line(words)[:120]
        if any(char.isdigit() for char in words):
            self.phone.process_data(words)
            return
        given, _space, family = words.partition(" ")
        self.given.process_data(given)
        self.family.process_data(family)

    def probe(self) -> DuplicateProbe:
        """What has been typed so far, complete or not."""
        typed = {name: self[name].data for name in DuplicateProbe.model_fields if name in self and self[name].data}
        return DuplicateProbe(**typed)

    def registration(self, another_person: tuple[int, ...]) -> RegisterPatient:
        return RegisterPatient(
            idempotency_key=self.idempotency_key.data or new_id(), another_person=another_person, **self.fields()
        )

    def fields(self) -> dict[str, Any]:
        """The typed fields as the command takes them."""
        return {
            "given": self.given.data,
            "family": self.family.data,
            "phone": self.phone.data,
            "birth_date": self.birth_date.data,
            "language": g.clinic.language,
        }


class PatientForm(ContactForm):
    """A whole record."""

    email = StringField(
        _("E-mail"),
        filters=[one_line],
        validators=[Optional(), Length(max=254, message=_LONG), Email(_("This is not an e-mail address."))],
    )
    document = StringField(_("Identity document"), filters=[one_line], validators=[Length(max=40, message=_LONG)])
    sex = SelectField(_("Sex"), choices=[(sex.value, label) for sex, label in SEXES.items()])
    language = SelectField(_("Language of messages"), choices=list(LANGUAGES.items()))
    notes = TextAreaField(_("Notes"), filters=[some_lines], validators=[Length(max=4000, message=_LONG)])

    def begin(self, words: str) -> None:
        super().begin(words)
        self.language.process_data(g.clinic.language)

    def fields(self) -> dict[str, Any]:
        whole = {name: self[name].data or "" for name in ("email", "document", "notes")}
        return {**super().fields(), **whole, "sex": Sex(self.sex.data), "language": self.language.data}


class EditForm(PatientForm):
    """A whole record that stands already; `version` is the one that was read."""

    version = HiddenField()

    def edit(self, patient_id: int) -> EditPatient:
        version = whole_number(self.version.data) or 0
        return EditPatient(patient_id=patient_id, version=version, **self.fields())

    def show(self, patient: PatientView) -> None:
        """Fill in what stands."""
        for name in (*EDITED, "version"):
            self[name].process_data(as_typed(patient, name))


EDITED = ("given", "family", "phone", "email", "birth_date", "sex", "document", "language", "notes")


def as_typed(patient: PatientView, name: str) -> Any:
    """A field of a record as one would type it."""
    value = getattr(patient, name)
    return written(value) if name == "phone" else value
