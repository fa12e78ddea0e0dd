"""A branch with its opening hours, a room, and taking either out of use."""

from typing import Any

from flask import g
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField

from clinic_portal.blueprints.clinics.forms.fields import named, short
from clinic_portal.blueprints.clinics.forms.new import NOTHING_YET, NewForm
from clinic_portal.blueprints.clinics.hours_field import HoursField, Stretch
from clinic_portal.contracts.clinics import (
    AddBranch,
    AddRoom,
    ClinicDirectory,
    EditBranch,
    EditRoom,
)
from clinic_portal.foundation.phones import find_e164
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.web.filters import phone as written


class BranchForm(NewForm):
    """A branch with its opening hours."""

    branch_id = NOTHING_YET
    edited = ("name", "address", "phone", "hours")
    name = named(80)
    address = short(_("Address"), 200)
    phone = short(_("Phone"), 40)
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
    name = named(80)

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


class RetirementForm(FlaskForm):
    """Yes, although this many appointments were to come when it was asked."""

    version = HiddenField()
    expected = HiddenField()
