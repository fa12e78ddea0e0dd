"""Freed times: whom on the waiting list they fit, and offers of them by message, of which the first yes wins."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Protocol

from flask_babel import lazy_gettext as _
from pydantic import Field

from clinic_portal.contracts.agenda.availability import MIDNIGHT
from clinic_portal.contracts.agenda.values import AppointmentView
from clinic_portal.contracts.agenda.waiting_list import WaitlistEntry
from clinic_portal.foundation.events import Event
from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.values import Command, Creation, Value

MOST_ASKED = 20
"""So many are offered one time at once."""
LONGEST_OFFER = 72


class AskState(StrEnum):
    """What became of one person's offer; `taken`: somebody else has the time, `expired`: nobody answered in time."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    TAKEN = "taken"
    EXPIRED = "expired"


class Gap(Command):
    """A time with a practitioner at a branch that may be free; what fits begins in it."""

    practitioner_id: int
    branch_id: int
    starts_at: datetime
    minutes: int = Field(ge=5, le=MIDNIGHT)


class Fit(Value):
    """Somebody on the list and the first moment of the gap from which they could be booked."""

    entry: WaitlistEntry
    starts_at: datetime
    room_id: int


class BookWaiting(Creation):
    """Book somebody from the list; the room is the practitioner's or the first that is free."""

    entry_id: int
    version: int
    practitioner_id: int
    branch_id: int
    starts_at: datetime


class OfferGap(Creation):
    """Ask some whether they want the gap, by message; the offer ends after so many hours, or when the time comes."""

    gap: Gap
    entries: tuple[int, ...] = Field(min_length=1, max_length=MOST_ASKED)
    hours: int = Field(ge=1, le=LONGEST_OFFER)


class Ask(Value):
    """One person's offer."""

    id: int
    entry_id: int
    patient_name: str
    patient_phone: str
    starts_at: datetime
    state: AskState
    answered_at: datetime | None
    appointment_id: int | None


class GapOffer(Value):
    """A gap that was offered, and what became of it; `asks` in the order in which they were asked."""

    id: int
    practitioner_id: int
    branch_id: int
    starts_at: datetime
    minutes: int
    expires_at: datetime
    asks: tuple[Ask, ...]


class OfferedTime(Value):
    """An offer as the person who was asked may see it; `language` is empty until the message was written."""

    ask_id: int
    state: AskState
    patient_id: int
    practitioner_id: int
    branch_id: int
    starts_at: datetime
    minutes: int
    expires_at: datetime
    language: str


class AnswerOffer(Command):
    """`address` is where it is answered from."""

    token: str
    address: str


class WaitlistOffered(Event):
    """Somebody is to be told of a time that they may have."""

    ask_id: int
    patient_id: int


class WaitlistMissed(Event):
    """The time that somebody was offered has gone to another; they stay on the list."""

    ask_id: int
    patient_id: int


class NobodyFits(Refusal):
    """None of the chosen fits the time any more."""

    status: ClassVar[int] = 409
    message = _("This time does not fit any of them any more.")


class OfferOver(Refusal):
    """Too late: somebody else has the time, or the offer has ended; `state` says which."""

    status: ClassVar[int] = 409

    def __init__(self, state: AskState) -> None:
        super().__init__(_("This time is no longer offered."))
        self.state = state


class Offering(Protocol):
    """Whom a gap fits, and offers."""

    def who_fits(self, gap: Gap) -> tuple[Fit, ...]:
        """Who could be booked in the gap as things stand: urgent first, then who waits longest."""

    def book_waiting(self, command: BookWaiting) -> AppointmentView:
        """Book one; raises as `book` does, and NotFound, Stale or NotWaiting."""

    def offer_gap(self, command: OfferGap) -> GapOffer:
        """Offer it to those of the chosen whom it fits; raises InThePast or NobodyFits."""

    def gap_offers(self, branch_id: int) -> tuple[GapOffer, ...]:
        """A branch's offers of times still to come, the latest first."""

    def offer_message(self, ask_id: int, language: str) -> OfferedTime:
        """What a message about an offer tells, which remembers its language; joins the open work; raises NotFound."""

    def offer_token(self, ask_id: int) -> str | None:
        """What stands in the offer's address; None once it is over, or the portal's secret is another one."""

    def offered(self, token: str, address: str) -> OfferedTime:
        """The offer as its holder sees it, until its time has come; raises NotFound or Throttled."""

    def accept_offer(self, command: AnswerOffer) -> OfferedTime:
        """Yes, once or again; the first of all who were asked is booked. Raises NotFound, Throttled or OfferOver."""

    def refuse_offer(self, command: AnswerOffer) -> OfferedTime:
        """No, thanks; they stay on the list. Raises NotFound, Throttled or OfferOver."""
