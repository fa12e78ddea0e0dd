"""The waiting list: who would come sooner, and when they could."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, Protocol

from flask_babel import lazy_gettext as _
from pydantic import Field

from clinic_portal.contracts.agenda.availability import MIDNIGHT
from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.values import Command, Creation, Page


class WaitlistState(StrEnum):
    """`offered` while a time is offered that nobody has answered; `expired` once the last day has passed."""

    WAITING = "waiting"
    OFFERED = "offered"
    BOOKED = "booked"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class WaitlistFields(Command):
    """What is wished: None or empty for a practitioner, branch or weekdays (0 is Monday) is any.

    All of the appointment lies between `since` and `until`, minutes of the clinic's wall clock, on a day from
    `first_day` to `last_day`; None is for as long as it takes.
    """

    type_id: int
    minutes: int = Field(ge=5, le=720)
    practitioner_id: int | None = None
    branch_id: int | None = None
    weekdays: tuple[int, ...] = ()
    since: int = Field(0, ge=0, lt=MIDNIGHT)
    until: int = Field(MIDNIGHT, gt=0, le=MIDNIGHT)
    first_day: date
    last_day: date | None = None
    urgent: bool = False
    note: str = Field("", max_length=300)


class AddToWaitlist(WaitlistFields, Creation):
    patient_id: int


class EditWaitlistEntry(WaitlistFields):
    entry_id: int
    version: int


class WithdrawFromWaitlist(Command):
    entry_id: int
    version: int
    reason: str = Field(min_length=1, max_length=300)


class WaitlistEntry(WaitlistFields):
    """Somebody on the list; `appointment_id` is what they were booked as, `reason` why they were withdrawn."""

    id: int
    version: int
    patient_id: int
    patient_name: str
    patient_phone: str
    state: WaitlistState
    reason: str
    appointment_id: int | None
    added_at: datetime


class WaitlistQuery(Command):
    """Those whom a branch or practitioner could have, any included; with `over` those who wait no more."""

    branch_id: int | None = None
    practitioner_id: int | None = None
    type_id: int | None = None
    patient_id: int | None = None
    over: bool = False
    page: int = Field(1, ge=1, le=10_000)


class WaitlistPage(Page):
    """Urgent first, then those who wait longest; those who wait no more by when that changed, latest first."""

    entries: tuple[WaitlistEntry, ...]


class NotWaiting(Refusal):
    """Booked, withdrawn or past already."""

    status: ClassVar[int] = 409
    message = _("This person does not wait any more.")


class WaitingList(Protocol):
    """The list."""

    def waitlist(self, query: WaitlistQuery) -> WaitlistPage:
        """A page of the list."""

    def waitlist_stamp(self) -> str:
        """Another one as soon as the list or an offer has changed."""

    def waitlist_entry(self, entry_id: int) -> WaitlistEntry:
        """One of the list; raises NotFound."""

    def add_to_waitlist(self, command: AddToWaitlist) -> WaitlistEntry:
        """Raises UnknownChoice or BadDays."""

    def edit_waitlist_entry(self, command: EditWaitlistEntry) -> WaitlistEntry:
        """Raises NotFound, Stale, NotWaiting, UnknownChoice or BadDays."""

    def withdraw_from_waitlist(self, command: WithdrawFromWaitlist) -> WaitlistEntry:
        """Take off the list with a reason; raises NotFound, Stale or NotWaiting."""
