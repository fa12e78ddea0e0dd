"""What can be wished of clinics."""

from datetime import time
from typing import Literal
from zoneinfo import available_timezones

from pydantic import Field, field_validator

from clinic_portal.contracts.clinics.values import HUES, Part, Shift
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.values import Command, Creation

SLUG = r"^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$"
"""What stands for a clinic in addresses: small letters, digits and hyphens."""


class Profile(Command):
    """What a clinic is called, speaks, is paid in and lives by."""

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


class CreateClinic(Profile):
    slug: str = Field(pattern=SLUG)


class EditProfile(Profile):
    version: int


class EditTexts(Command):
    """The words in one language, all of them; `version` 0 writes them for the first time."""

    language: Literal["es", "en"]
    version: int
    greeting: str = Field("", max_length=300)
    footer: str = Field("", max_length=300)
    cancellation_policy: str = Field("", max_length=1000)
    directions: str = Field("", max_length=1000)


class ChangeLogo(Command):
    """A picture as it was uploaded: PNG, JPEG or WebP, by the ending of its name and by its content."""

    model_config = {"ser_json_bytes": "base64", "val_json_bytes": "base64"}

    file_name: str
    content: bytes


class _New(Creation):
    """Sent twice under one key it is made once."""

    idempotency_key: str = Field(default_factory=new_id)


class BranchFields(Command):
    """`phone` as typed, kept as E.164; hours are (weekday, opens, closes), Monday being 0."""

    name: str = Field(min_length=1, max_length=80)
    address: str = Field("", max_length=200)
    phone: str = Field("", max_length=40)
    hours: tuple[tuple[int, time, time], ...] = ()


class AddBranch(BranchFields, _New):
    pass


class EditBranch(BranchFields):
    branch_id: int
    version: int


class AddRoom(_New):
    branch_id: int
    name: str = Field(min_length=1, max_length=80)


class EditRoom(Command):
    room_id: int
    version: int
    name: str = Field(min_length=1, max_length=80)


class MoveRoom(Command):
    """One place earlier or later among the rooms of its branch that are used."""

    room_id: int
    earlier: bool


class PractitionerFields(Command):
    """`shifts` are when and at which branches they see patients; without any, whenever the branch is open.

    `user_id` is one of the clinic's users, deactivated ones included.
    """

    branch_id: int
    name: str = Field(min_length=1, max_length=120)
    specialty: str = Field("", max_length=120)
    hue: int = Field(1, ge=1, le=HUES)
    room_id: int | None = None
    user_id: int | None = None
    shifts: tuple[Shift, ...] = ()


class AddPractitioner(PractitionerFields, _New):
    pass


class EditPractitioner(PractitionerFields):
    practitioner_id: int
    version: int


class Retire(Command):
    """Take a part of the house out of use; what happened there keeps its name."""

    part: Part
    id: int
    version: int


class Reopen(Command):
    """Take a retired part of the house into use again."""

    part: Part
    id: int
    version: int
