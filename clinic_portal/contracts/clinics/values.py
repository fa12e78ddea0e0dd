"""What clinics tell: the tenant, its branches, rooms and practitioners, its hours, its words and its logo."""

from collections.abc import Iterable
from datetime import date, time
from enum import StrEnum
from typing import TypeVar

from pydantic import ConfigDict, Field

from clinic_portal.foundation.values import Value

HUES = 12
"""Colours a practitioner may have: 1 to HUES."""


class Part(StrEnum):
    """What of a clinic's house is retired when it is no longer used, and may be reopened."""

    BRANCH = "branch"
    ROOM = "room"
    PRACTITIONER = "practitioner"


class ClinicView(Value):
    """A clinic: language `es` or `en`, country ISO 3166, currency ISO 4217, IANA time zone.

    `logo` is the fingerprint of its picture, empty without one; `version` is the profile's. Nobody enters a suspended
    one, but what was begun in it is finished.
    """

    id: int
    slug: str
    name: str
    language: str
    country: str
    currency: str
    time_zone: str
    version: int = 1
    logo: str = ""
    suspended: bool = False


class BranchView(Value):
    """`retired` branches see no new patients; what happened there keeps its name."""

    id: int
    name: str
    address: str
    phone: str
    version: int = 1
    retired: bool = False


class RoomView(Value):
    id: int
    branch_id: int
    name: str
    version: int = 1
    retired: bool = False


class PractitionerView(Value):
    """`hue` is one of 1 to HUES; `room_id` is the room proposed for their appointments.

    `user_id` is which of the clinic's users they are, of whom each is one practitioner at most.
    """

    id: int
    branch_id: int
    name: str
    specialty: str
    hue: int
    room_id: int | None
    user_id: int | None = None
    version: int = 1
    retired: bool = False


class OpeningHours(Value):
    """A branch is open from `opens` to `closes` on a weekday, Monday being 0; several rows a day are a break."""

    branch_id: int
    weekday: int = Field(ge=0, le=6)
    opens: time
    closes: time


class Shift(Value):
    """A practitioner sees patients at a branch from `opens` to `closes` on a weekday, Monday being 0."""

    branch_id: int
    weekday: int = Field(ge=0, le=6)
    opens: time
    closes: time


class PractitionerShift(Shift):
    """A shift with whose it is."""

    practitioner_id: int


class ClinicTexts(Value):
    """What a clinic tells its patients in one language; every text may be empty, `version` 0 was never written."""

    language: str
    greeting: str = ""
    footer: str = ""
    cancellation_policy: str = ""
    directions: str = ""
    version: int = 0


class Logo(Value):
    """A clinic's picture, made anew from what was uploaded; always a PNG."""

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    content: bytes
    fingerprint: str
    width: int
    height: int


Named = TypeVar("Named", BranchView, RoomView, PractitionerView)


class PastHouse(Value):
    """What is no longer chosen: retired, or of a branch that is."""

    branches: tuple[BranchView, ...] = ()
    rooms: tuple[RoomView, ...] = ()
    practitioners: tuple[PractitionerView, ...] = ()


class ClinicDirectory(Value):
    """All that a page must know of a clinic's house; small, cached, asked for whole.

    The plurals are what can be chosen today; a thing is found by its id for ever. `shifts` has those at a
    retired branch, too: they come back with it.
    """

    clinic: ClinicView
    branches: tuple[BranchView, ...]
    rooms: tuple[RoomView, ...]
    practitioners: tuple[PractitionerView, ...]
    hours: tuple[OpeningHours, ...]
    flags: frozenset[str]
    past: PastHouse = PastHouse()
    shifts: tuple[PractitionerShift, ...] = ()
    texts: tuple[ClinicTexts, ...] = ()

    def branch(self, branch_id: int) -> BranchView | None:
        return _find(branch_id, self.branches, self.past.branches)

    def room(self, room_id: int) -> RoomView | None:
        return _find(room_id, self.rooms, self.past.rooms)

    def practitioner(self, practitioner_id: int) -> PractitionerView | None:
        return _find(practitioner_id, self.practitioners, self.past.practitioners)

    def practitioner_of_user(self, user_id: int) -> PractitionerView | None:
        """Which practitioner, while in use, one of the clinic's users is."""
        return next((one for one in self.practitioners if one.user_id == user_id), None)

    def rooms_of(self, branch_id: int) -> tuple[RoomView, ...]:
        return tuple(room for room in self.rooms if room.branch_id == branch_id)

    def practitioners_of(self, branch_id: int) -> tuple[PractitionerView, ...]:
        """Who sees patients at a branch: its own, and after them those of others who have hours there."""
        if not any(branch.id == branch_id for branch in self.branches):
            return ()
        own = tuple(one for one in self.practitioners if one.branch_id == branch_id)
        guests = {shift.practitioner_id for shift in self.shifts if shift.branch_id == branch_id}
        return own + tuple(one for one in self.practitioners if one.id in guests and one.branch_id != branch_id)

    def branches_of(self, practitioner_id: int) -> tuple[int, ...]:
        """Where a practitioner may be booked: at their own branch, and after it at those where they have hours."""
        one, known = self.practitioner(practitioner_id), {branch.id for branch in self.branches}
        places = [one.branch_id] if one else []
        places += [shift.branch_id for shift in self.shifts_of(practitioner_id)]
        return tuple(branch_id for branch_id in dict.fromkeys(places) if branch_id in known)

    def branch_at(self, practitioner_id: int, day: date, minute: int) -> int:
        """At which of their branches somebody is at a minute of a day: that of the shift nearest to it that day.

        On a day without any it is where they usually are: their own branch, or else the first with hours.
        """
        places = self.branches_of(practitioner_id)
        shifts = [shift for shift in self.shifts_of(practitioner_id) if shift.branch_id in places]
        today = [shift for shift in shifts if shift.weekday == day.weekday()]
        if today:
            return min(today, key=lambda shift: _away(shift, minute)).branch_id
        return next(
            (branch_id for branch_id in places if branch_id in {shift.branch_id for shift in shifts}), places[0]
        )

    def text(self, language: str) -> ClinicTexts:
        """The clinic's words in a language; empty ones where none are written."""
        written = next((texts for texts in self.texts if texts.language == language), None)
        return written or ClinicTexts(language=language)

    def shifts_of(self, practitioner_id: int) -> tuple[PractitionerShift, ...]:
        return tuple(shift for shift in self.shifts if shift.practitioner_id == practitioner_id)

    def open_minutes(self, branch_id: int, day: date) -> tuple[tuple[int, int], ...]:
        """When a branch is open on a day, as minutes since local midnight, in order."""
        return _minutes(
            hours for hours in self.hours if hours.branch_id == branch_id and hours.weekday == day.weekday()
        )

    def working_minutes(self, practitioner_id: int, branch_id: int, day: date) -> tuple[tuple[int, int], ...]:
        """When a practitioner can be seen at an open branch; without hours of their own, whenever it is open."""
        opened, shifts = self.open_minutes(branch_id, day), self.shifts_of(practitioner_id)
        if not shifts:
            return opened
        there = _minutes(shift for shift in shifts if shift.branch_id == branch_id and shift.weekday == day.weekday())
        return tuple(
            (max(opens, begins), min(closes, ends))
            for opens, closes in opened
            for begins, ends in there
            if max(opens, begins) < min(closes, ends)
        )


def _find(wanted: int, *places: tuple[Named, ...]) -> Named | None:
    return next((one for place in places for one in place if one.id == wanted), None)


def _away(shift: Shift, minute: int) -> int:
    """How many minutes a minute is outside of a shift."""
    ((opens, closes),) = _minutes([shift])
    return max(opens - minute, minute + 1 - closes, 0)


def _minutes(blocks: Iterable[OpeningHours | Shift]) -> tuple[tuple[int, int], ...]:
    return tuple(
        sorted(
            (block.opens.hour * 60 + block.opens.minute, block.closes.hour * 60 + block.closes.minute)
            for block in blocks
        )
    )
