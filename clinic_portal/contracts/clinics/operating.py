"""What operators see of clinics and do to them: the registry, under their own role."""

from datetime import datetime
from enum import StrEnum
from typing import Protocol

from pydantic import Field

from clinic_portal.foundation.values import Command, Value


class ClinicState(StrEnum):
    """Whether its people get in."""

    OPEN = "open"
    SUSPENDED = "suspended"


class ClinicEntry(Value):
    """A line of the registry with what operators may know of its clinic; `name` is empty while it is only begun."""

    id: int
    slug: str
    name: str
    language: str
    country: str
    created_at: datetime
    suspended_at: datetime | None
    flags: frozenset[str]


class ClinicSearch(Command):
    """`text` is found in names and slugs, whatever the accents; `after` is the last slug of the page before."""

    text: str = Field("", max_length=120)
    state: ClinicState | None = None
    flag: str = ""
    after: str = ""


class ClinicList(Value):
    """A page by slug; `total` counts all that were found, `more` tells of a next page."""

    entries: tuple[ClinicEntry, ...]
    total: int
    more: bool


class SuspendClinic(Command):
    """`reason` is for operators: it stands in the record, and the clinic's people do not read it."""

    slug: str
    reason: str = Field(min_length=1, max_length=500)


class Operating(Protocol):
    """The clinics as operators keep them; every change is recorded. Raises NoOperator without the operators' role."""

    def clinics(self, search: ClinicSearch) -> ClinicList:
        """A page of the registry."""

    def registered_clinic(self, slug: str) -> ClinicEntry:
        """One line of it; raises NotFound."""

    def find_clinic_id(self, slug: str) -> int | None:
        """The id of a clinic, suspended or not."""

    def clinic_slugs(self, clinic_ids: tuple[int, ...]) -> dict[int, str]:
        """By id, the slugs of those that there are."""

    def flag_counts(self) -> dict[str, int]:
        """In how many clinics each flag is on."""

    def suspend_clinic(self, command: SuspendClinic) -> None:
        """Close a clinic to its people, from their next request on; raises NotFound or AlreadySuspended."""

    def reopen_clinic(self, slug: str) -> None:
        """Let them in again; raises NotFound or AlreadyOpen."""

    def switch_flag(self, slug: str, key: str, *, on: bool) -> None:
        """Switch a feature on or off for a clinic; raises NotFound or UnknownFlag."""
