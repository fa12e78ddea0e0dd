"""The door of clinics: the tenant, its branches, rooms and practitioners, its hours, money and language."""

from datetime import date, time
from typing import Literal, Protocol
from zoneinfo import available_timezones

from flask_babel import lazy_gettext as _
from pydantic import Field, field_validator

from clinic_portal.foundation.events import Event
from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.values import Command, Value

VERSION = 1
HUES = 12
"""Colours a practitioner may have: 1 to HUES."""


class ClinicView(Value):
    """A clinic: language `es` or `en`, country ISO 3166, currency ISO 4217, IANA time zone."""

    id: int
    slug: str
    name: str
    language: str
    country: str
    currency: str
    time_zone: str


class BranchView(Value):
    id: int
    name: str
    address: str
    phone: str


class RoomView(Value):
    id: int
    branch_id: int
    name: str


class PractitionerView(Value):
    """`hue` is one of 1 to HUES; `room_id` is the room proposed for their appointments."""

    id: int
    branch_id: int
    name: str
    specialty: str
    hue: int
    room_id: int | None


class OpeningHours(Value):
    """A branch is open from `opens` to `closes` on a weekday, Monday being 0; several rows a day are a break."""

    branch_id: int
    weekday: int = Field(ge=0, le=6)
    opens: time
    closes: time


class ClinicDirectory(Value):
    """All that a page must know of a clinic's house; small, cached, asked for whole."""

    clinic: ClinicView
    branches: tuple[BranchView, ...]
    rooms: tuple[RoomView, ...]
    practitioners: tuple[PractitionerView, ...]
    hours: tuple[OpeningHours, ...]
    flags: frozenset[str]

    def branch(self, branch_id: int) -> BranchView | None:
        return next((branch for branch in self.branches if branch.id == branch_id), None)

    def room(self, room_id: int) -> RoomView | None:
        return next((room for room in self.rooms if room.id == room_id), None)

    def practitioner(self, practitioner_id: int) -> PractitionerView | None:
        return next((one for one in self.practitioners if one.id == practitioner_id), None)

    def rooms_of(self, branch_id: int) -> tuple[RoomView, ...]:
        return tuple(room for room in self.rooms if room.branch_id == branch_id)

    def practitioners_of(self, branch_id: int) -> tuple[PractitionerView, ...]:
        return tuple(one for one in self.practitioners if one.branch_id == branch_id)

    def open_minutes(self, branch_id: int, day: date) -> tuple[tuple[int, int], ...]:
        """When a branch is open on a day, as minutes since local midnight, in order."""
        return tuple(
            sorted(
                (hours.opens.hour * 60 + hours.opens.minute, hours.closes.hour * 60 + hours.closes.minute)
                for hours in self.hours
                if hours.branch_id == branch_id and hours.weekday == day.weekday()
            )
        )


class CreateClinic(Command):
    slug: str = Field(pattern=r"^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$")
    name: str = Field(min_length=1, max_length=120)
    language: Literal["es", "en"] = "es"
    country: str = Field("ES", pattern=r"^[A-Z]{2}$")
    currency: str = Field("EUR", pattern=r"^[A-Z]{3}$")
    time_zone: str = "Europe/Madrid"

    @field_validator("time_zone")
    @classmethod
    def _is_known(cls, name: str) -> str:
        if name not in available_timezones():
            raise ValueError(f"{name} is not in the IANA list of time zones")
        return name


class AddBranch(Command):
    name: str
    address: str = ""
    phone: str = ""
    hours: tuple[tuple[int, time, time], ...] = ()
    """(weekday, opens, closes)."""


class AddRoom(Command):
    branch_id: int
    name: str


class AddPractitioner(Command):
    branch_id: int
    name: str
    specialty: str = ""
    hue: int = Field(1, ge=1, le=HUES)
    room_id: int | None = None


class SlugTaken(Refusal):
    message = _("Another clinic already has this short name.")


class ClinicCreated(Event):
    slug: str
    name: str


class RoomAdded(Event):
    room_id: int
    branch_id: int


class PractitionerAdded(Event):
    practitioner_id: int
    branch_id: int


class ClinicsContract(Protocol):
    """The clinics and how each is furnished."""

    def find_clinic(self, slug: str) -> ClinicView | None:
        """The clinic an address names; None when there is none or it is suspended."""

    def directory(self) -> ClinicDirectory:
        """The entered clinic's house."""

    def create_clinic(self, command: CreateClinic) -> ClinicView:
        """Open a new clinic, as an operator; raises SlugTaken."""

    def add_branch(self, command: AddBranch) -> BranchView:
        """Add a branch to the entered clinic."""

    def add_room(self, command: AddRoom) -> RoomView:
        """Add a room (cubículo) to a branch; raises NotFound."""

    def add_practitioner(self, command: AddPractitioner) -> PractitionerView:
        """Add a practitioner to a branch; raises NotFound."""

    def switch_flag(self, key: str, *, on: bool) -> None:
        """Switch a feature on or off for the entered clinic."""

    def clinic_ids(self) -> tuple[int, ...]:
        """Every clinic that is not suspended, for operators' tools."""
