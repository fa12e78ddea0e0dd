"""The door of notifications: which messages left the house, to whom and what became of them."""

from datetime import datetime
from enum import StrEnum
from typing import Protocol

from clinic_portal.foundation.events import Event
from clinic_portal.foundation.values import Value

VERSION = 1


class Channel(StrEnum):
    SMS = "sms"
    EMAIL = "email"


class DeliveryStatus(StrEnum):
    """`waiting` until a gateway has taken it; `failed` after the last try."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


class Occasion(StrEnum):
    """What a message is about: an appointment, a recall, a person's password, or a place in the clinic's staff.

    `declined` is what a patient asked for and did not get, `code` proves a phone or an address, and `not_given` goes to
    somebody whom the clinic does not know. `offered` is a time for somebody on the waiting list, `missed` that it has
    gone to another.
    """

    BOOKED = "booked"
    MOVED = "moved"
    CANCELLED = "cancelled"
    DECLINED = "declined"
    CODE = "code"
    NOT_GIVEN = "not_given"
    OFFERED = "offered"
    MISSED = "missed"
    PASSWORD_RESET = "password_reset"  # noqa: S105  # the name of an occasion
    INVITATION = "invitation"
    RECALL = "recall"


class Problem(StrEnum):
    """Why a message did not leave: the address is wrong, or the provider refuses us, is busy, broken or not there.

    `void` is a message whose matter was over before it could leave.
    """

    BAD_RECIPIENT = "bad_recipient"
    REFUSED = "refused"
    BUSY = "busy"
    BROKEN = "broken"
    UNREACHABLE = "unreachable"
    VOID = "void"


class DeliveryView(Value):
    """One message on one channel, for the log on the appointment."""

    id: int
    channel: Channel
    occasion: Occasion
    recipient: str
    text: str
    status: DeliveryStatus
    attempts: int
    created_at: datetime
    sent_at: datetime | None
    problem: Problem | None


class MailboxMessage(Value):
    """A message that the dev mail box kept instead of sending it."""

    key: str
    channel: Channel
    recipient: str
    subject: str
    text: str
    at: datetime


class ConfirmationSent(Event):
    """A gateway took a message about an appointment."""

    appointment_id: int
    channel: Channel
    occasion: Occasion


class ConfirmationFailed(Event):
    """A message about an appointment could not be sent; somebody should call."""

    appointment_id: int
    channel: Channel
    occasion: Occasion


class RecallMessageSent(Event):
    """A gateway took the message to a patient who is due."""

    recall_id: int
    channel: Channel


class RecallMessageFailed(Event):
    """A patient who is due was not reached; `channel` is None for one who has neither phone nor address."""

    recall_id: int
    channel: Channel | None


class NotificationsContract(Protocol):
    """What the entered clinic has told its patients."""

    def deliveries(self, appointment_id: int) -> tuple[DeliveryView, ...]:
        """The messages about an appointment, newest first."""

    def due_at(self, appointment_id: int) -> datetime | None:
        """When the next message about an appointment leaves unless its change is undone; None when none is waiting."""

    def channels(self) -> frozenset[Channel]:
        """Those on which messages can leave at all; none where nobody has set one up."""

    def mailbox(self, limit: int = 100) -> tuple[MailboxMessage, ...]:
        """What the dev mail box kept, newest first; raises NotFound outside of demo mode."""
