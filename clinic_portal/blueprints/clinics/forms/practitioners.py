"""A practitioner with the hours in which they can be seen."""

from collections.abc import Iterable, Iterator
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms.validators import InputRequired

from clinic_portal.blueprints.clinics.forms.fields import CHOOSE, named, short
from clinic_portal.blueprints.clinics.forms.new import NOTHING_YET, NewForm
from clinic_portal.blueprints.clinics.hours_field import HoursField, Stretch
from clinic_portal.contracts.clinics import (
    HUE_NAMES,
    AddPractitioner,
    ClinicDirectory,
    EditPractitioner,
    Shift,
)
from clinic_portal.contracts.identity import MemberName
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.typed import whole_number
from clinic_portal.foundation.web.fields import RadioField, SelectField

NO_ROOM = NOBODY = 0


class PractitionerForm(NewForm):
    """A practitioner with the hours in which they can be seen."""

    practitioner_id = NOTHING_YET
    edited = ("name", "specialty", "hue", "branch_id", "room_id", "user_id", "hours")
    name = named(120)
    specialty = short(_("Specialty"), 120)
    branch_id = SelectField(_("Branch"), coerce=int, validators=[InputRequired(CHOOSE)])
    room_id = SelectField(_("Usual room"), coerce=int, default=NO_ROOM)
    user_id = SelectField(_("User"), coerce=int, default=NOBODY)
    hue = RadioField(_("Colour"), coerce=int, choices=list(HUE_NAMES.items()), validators=[InputRequired(CHOOSE)])
    hours = HoursField(_("Hours"))

    def of(self, practitioner_id: int) -> "PractitionerForm":
        self.practitioner_id = practitioner_id
        return self

    def furnish(self, house: ClinicDirectory, members: Iterable[MemberName]) -> "PractitionerForm":
        """Offer this clinic's branches, rooms, and those of its users who are no other practitioner."""
        names = {branch.id: branch.name for branch in house.branches}
        self.branch_id.choices = list(names.items())
        rooms = [(room.id, f"{room.name} · {names[room.branch_id]}") for room in house.rooms]
        self.room_id.choices = [(NO_ROOM, _("None in particular")), *rooms]
        self.user_id.choices = [(NOBODY, _("No user")), *self._free(house, members)]
        self.hours.offer(names.items())
        return self

    def _free(self, house: ClinicDirectory, members: Iterable[MemberName]) -> Iterator[tuple[int, Any]]:
        people = (*house.practitioners, *house.past.practitioners)
        whose = {one.user_id: one.id for one in people if one.user_id}
        for member in members:
            if whose.get(member.user_id, self.practitioner_id) != self.practitioner_id:
                continue
            if member.active:
                yield member.user_id, member.name
            elif member.user_id in whose:
                yield member.user_id, _("%(name)s, deactivated", name=member.name)

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
        known = {branch.id for branch in house.branches}
        shifts = [shift for shift in house.shifts_of(one.id) if shift.branch_id in known]
        hours = [Stretch(shift.weekday, shift.opens, shift.closes, shift.branch_id) for shift in shifts]
        return {
            **{name: getattr(one, name) for name in ("name", "specialty", "hue", "branch_id", "version")},
            "room_id": one.room_id or NO_ROOM,
            "user_id": one.user_id or NOBODY,
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
            "user_id": self.user_id.data or None,
            "shifts": shifts,
        }
