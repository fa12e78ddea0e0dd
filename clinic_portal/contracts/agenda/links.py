"""Addresses that leave the house: whoever holds one may do the one thing that it is for, and nothing else."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Protocol

from flask_babel import lazy_gettext as _
from pydantic import Field

from clinic_portal.contracts.agenda.events import AppointmentFact
from clinic_portal.contracts.agenda.values import AppointmentStatus, AppointmentView
from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.values import Command, Value


class LinkPurpose(StrEnum):
    """A waiting room's screen, a practitioner's calendar, or one appointment in its patient's hands."""

    SCREEN = "screen"
    CALENDAR = "calendar"
    VISIT = "visit"


class CalendarShows(StrEnum):
    """What a calendar says of patients: nothing but that the time is taken, or their initials."""

    BUSY = "busy"
    INITIALS = "initials"


class SecretLink(Value):
    """A link that the clinic gave away; `token` is None once the portal's secret has changed since."""

    id: int
    purpose: LinkPurpose
    name: str
    branch_id: int | None
    practitioner_id: int | None
    shows: str
    token: str | None
    created_at: datetime
    revoked: bool


class AddScreen(Command):
    """An address for the screen of a branch's waiting room."""

    branch_id: int
    name: str = Field(min_length=1, max_length=60)


class AddCalendar(Command):
    """An address under which a practitioner's appointments are a calendar."""

    practitioner_id: int
    shows: CalendarShows = CalendarShows.BUSY


class RevokeLink(Command):
    link_id: int


class ScreenCall(Value):
    """A number that was called, and the place by name; no name of a patient."""

    number: int
    place: str
    state: str
    since: datetime


class ScreenView(Value):
    """What a waiting room's screen shows: calls, the latest first, and how many wait."""

    branch: str
    calls: tuple[ScreenCall, ...]
    waiting: int


class VisitView(Value):
    """An appointment as its patient may see it; `language` is the patient's.

    `may_cancel` is False within the clinic's window before the appointment; `acts` once nothing can be done any more.
    """

    appointment: AppointmentView
    language: str
    cancel_hours: int
    may_cancel: bool
    asked_to_move: bool

    @property
    def open(self) -> bool:
        return self.appointment.status is AppointmentStatus.BOOKED


class MoveWish(Value):
    """A patient asks to move an appointment; `wish` is in their own words."""

    appointment: AppointmentView
    wish: str
    asked_at: datetime


class ConfirmVisit(Command):
    """`version` is the appointment's as the patient saw it, `address` where they ask from."""

    token: str
    address: str
    version: int


class CancelVisit(ConfirmVisit):
    pass


class AskToMove(ConfirmVisit):
    wish: str = Field("", max_length=300)


class SettleWish(Command):
    """Somebody has looked after a wish to move without moving the appointment."""

    appointment_id: int


class AppointmentMoveAsked(AppointmentFact):
    """The patient asks to move; the wish itself stays in the agenda."""


class TooLateToCancel(Refusal):
    """The clinic's window has closed: the patient calls instead."""

    status: ClassVar[int] = 409
    message = _("It is too late to cancel here. Please call the clinic.")


class Links(Protocol):
    """Links of screens and calendars, and what a patient does with theirs."""

    def secret_links(self, purpose: LinkPurpose) -> tuple[SecretLink, ...]:
        """The clinic's links for a purpose that hold, latest first."""

    def add_screen(self, command: AddScreen) -> SecretLink:
        """Make an address for a screen; raises UnknownChoice."""

    def add_calendar(self, command: AddCalendar) -> SecretLink:
        """Make an address for a calendar; raises UnknownChoice."""

    def revoke_link(self, command: RevokeLink) -> SecretLink:
        """From now on the address is nobody's; raises NotFound."""

    def screen(self, token: str) -> ScreenView:
        """What the screen shows now; raises NotFound."""

    def calendar(self, token: str) -> str:
        """A practitioner's appointments as iCalendar, RFC 5545; raises NotFound."""

    def visit_link(self, appointment_id: int, language: str) -> int:
        """The appointment's link, made once; joins the open work, so that a message and its link are one.

        Raises NotFound.
        """

    def visit_token(self, link_id: int) -> str | None:
        """What stands in the address; None for a link that no longer holds."""

    def visit(self, token: str, address: str) -> VisitView:
        """The appointment as its patient sees it, until it begins; raises NotFound or Throttled."""

    def confirm_visit(self, command: ConfirmVisit) -> VisitView:
        """The patient will come; raises NotFound, Throttled, Stale or NotThatStep."""

    def cancel_visit(self, command: CancelVisit) -> VisitView:
        """The patient cannot come; raises NotFound, Throttled, Stale, NotThatStep or TooLateToCancel."""

    def ask_to_move(self, command: AskToMove) -> VisitView:
        """The patient would like another time; raises NotFound, Throttled, Stale or NotThatStep."""

    def move_wishes(self) -> tuple[MoveWish, ...]:
        """Wishes that nobody has looked after, of appointments still to come, the earliest appointment first."""

    def settle_wish(self, command: SettleWish) -> None:
        """The wish is looked after, if there was one; raises NotFound for no appointment."""
