"""The forms in which a clinic arranges its house; whether a thing can be is the house's to say."""

from typing import Any
from zoneinfo import available_timezones

from flask import g
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import Field, HiddenField, RadioField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length

from clinic_portal.blueprints.clinics.choices import HUE_NAMES, countries, currencies
from clinic_portal.blueprints.clinics.hours_field import HoursField, Stretch
from clinic_portal.blueprints.clinics.versioned import VersionedForm
from clinic_portal.contracts.clinics import (
    AddBranch,
    AddPractitioner,
    AddRoom,
    ChangeLogo,
    ClinicDirectory,
    EditBranch,
    EditPractitioner,
    EditProfile,
    EditRoom,
    EditTexts,
    Shift,
)
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.phones import find_e164
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.typed import one_line, some_lines, whole_number
from clinic_portal.foundation.web.filters import phone as written

LANGUAGES = {"es": "Español", "en": "English"}
NO_ROOM = 0
NOTHING_YET = 0
_LONG = _("At most %(max)d characters.")
_CHOOSE = _("Choose one.")


def _short(label: Any, most: int) -> StringField:
    return StringField(label, filters=[one_line], validators=[Length(max=most, message=_LONG)])


def _named(most: int) -> StringField:
    needed = DataRequired(_("Write a name."))
    return StringField(_("Name"), filters=[one_line], validators=[needed, Length(max=most, message=_LONG)])


class ProfileForm(VersionedForm):
    """What the clinic is called, speaks, is paid in and lives by."""

    edited = ("name", "language", "country", "currency", "time_zone")
    name = _named(120)
    language = SelectField(_("Language"), choices=list(LANGUAGES.items()))
    country = SelectField(_("Country"))
    currency = SelectField(_("Currency"))
    time_zone = StringField(_("Time zone"), filters=[one_line], validators=[DataRequired(_CHOOSE)])

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
    greeting = _short(_("Greeting"), 300)
    directions = TextAreaField(_("How to get here"), filters=[some_lines], validators=[Length(max=1000, message=_LONG)])
    cancellation_policy = TextAreaField(
        _("Cancelling"), filters=[some_lines], validators=[Length(max=1000, message=_LONG)]
    )
    footer = _short(_("Last line"), 300)

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


class NewForm(VersionedForm):
    """A form that may begin a new thing; the key makes a second sending the same one."""

    idempotency_key = HiddenField()

    def begin(self) -> None:
        self.idempotency_key.process_data(new_id())

    def key(self) -> str:
        return self.idempotency_key.data or new_id()


class BranchForm(NewForm):
    """A branch with its opening hours."""

    branch_id = NOTHING_YET
    edited = ("name", "address", "phone", "hours")
    name = _named(80)
    address = _short(_("Address"), 200)
    phone = _short(_("Phone"), 40)
    hours = HoursField(_("Opening hours"))

    def of(self, branch_id: int) -> "BranchForm":
        self.branch_id = branch_id
        return self

    def stands(self, house: ClinicDirectory) -> dict[str, Any]:
        branch = house.branch(self.branch_id)
        if branch is None:
            raise NotFound
        hours = [Stretch(one.weekday, one.opens, one.closes) for one in house.hours if one.branch_id == branch.id]
        return {
            "name": branch.name,
            "address": branch.address,
            "phone": written(branch.phone),
            "hours": tuple(sorted(hours)),
            "version": branch.version,
        }

    def plain(self, name: str, value: Any) -> Any:
        return find_e164(value or "", g.clinic.country) if name == "phone" else super().plain(name, value)

    def added(self) -> AddBranch:
        return AddBranch(idempotency_key=self.key(), **self.typed())

    def command(self) -> EditBranch:
        return EditBranch(branch_id=self.branch_id, version=self.seen(), **self.typed())

    def typed(self) -> dict[str, Any]:
        """The fields as the command takes them."""
        hours = tuple((one.weekday, one.opens, one.closes) for one in self.hours.data)
        return {"name": self.name.data, "address": self.address.data, "phone": self.phone.data, "hours": hours}


class RoomForm(NewForm):
    """A room."""

    room_id = NOTHING_YET
    edited = ("name",)
    name = _named(80)

    def of(self, room_id: int) -> "RoomForm":
        self.room_id = room_id
        return self

    def stands(self, house: ClinicDirectory) -> dict[str, Any]:
        room = house.room(self.room_id)
        if room is None:
            raise NotFound
        return {"name": room.name, "version": room.version}

    def added(self, branch_id: int) -> AddRoom:
        return AddRoom(idempotency_key=self.key(), branch_id=branch_id, name=self.name.data)

    def command(self) -> EditRoom:
        return EditRoom(room_id=self.room_id, version=self.seen(), name=self.name.data)


class PractitionerForm(NewForm):
    """A practitioner with the hours in which they can be seen."""

    practitioner_id = NOTHING_YET
    edited = ("name", "specialty", "hue", "branch_id", "room_id", "hours")
    name = _named(120)
    specialty = _short(_("Specialty"), 120)
    branch_id = SelectField(_("Branch"), coerce=int, validators=[InputRequired(_CHOOSE)])
    room_id = SelectField(_("Usual room"), coerce=int, default=NO_ROOM)
    hue = RadioField(_("Colour"), coerce=int, choices=list(HUE_NAMES.items()), validators=[InputRequired(_CHOOSE)])
    hours = HoursField(_("Hours"))

    def of(self, practitioner_id: int) -> "PractitionerForm":
        self.practitioner_id = practitioner_id
        return self

    def furnish(self, house: ClinicDirectory) -> "PractitionerForm":
        """Offer this clinic's branches and rooms."""
        names = {branch.id: branch.name for branch in house.branches}
        self.branch_id.choices = list(names.items())
        rooms = [(room.id, f"{room.name} · {names[room.branch_id]}") for room in house.rooms]
        self.room_id.choices = [(NO_ROOM, _("None in particular")), *rooms]
        self.hours.offer(names.items())
        return self

    def propose(self, house: ClinicDirectory, branch: str) -> None:
        """The branch that the address names, and a colour that nobody has yet."""
        self.begin()
        wanted = whole_number(branch)
        self.branch_id.process_data(wanted if any(one.id == wanted for one in house.branches) else None)
        used = {one.hue for one in house.practitioners}
        self.hue.process_data(next((hue for hue in HUE_NAMES if hue not in used), 1))

    def stands(self, house: ClinicDirectory) -> dict[str, Any]:
        one = house.practitioner(self.practitioner_id)
        if one is None:
            raise NotFound
        shifts = house.shifts_of(one.id)
        hours = [Stretch(shift.weekday, shift.opens, shift.closes, shift.branch_id) for shift in shifts]
        return {
            **{name: getattr(one, name) for name in ("name", "specialty", "hue", "branch_id", "version")},
            "room_id": one.room_id or NO_ROOM,
            "hours": tuple(sorted(hours)),
        }

    def added(self) -> AddPractitioner:
        return AddPractitioner(idempotency_key=self.key(), **self.typed())

    def command(self) -> EditPractitioner:
        return EditPractitioner(practitioner_id=self.practitioner_id, version=self.seen(), **self.typed())

    def typed(self) -> dict[str, Any]:
        """The fields as the command takes them."""
        shifts = tuple(
            Shift(branch_id=one.branch_id, weekday=one.weekday, opens=one.opens, closes=one.closes)
            for one in self.hours.data
        )
        return {
            **{name: self[name].data for name in ("name", "specialty", "hue", "branch_id")},
            "room_id": self.room_id.data or None,
            "shifts": shifts,
        }


class RetirementForm(FlaskForm):
    """Yes, although this many appointments were to come when it was asked."""

    version = HiddenField()
    expected = HiddenField()
