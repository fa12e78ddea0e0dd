"""What a patient must hear, whether a message is tried again, and the key that makes two tries one message."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid5

from clinic_portal.contracts.notifications import Channel, Occasion

MOST_TRIES = 10
"""Tries until a message has failed: with the outbox's pauses of 2, 4, 8, … seconds about 17 minutes."""

_KEYS = UUID("5b0f0a7e-9c3e-4f6a-8d43-6f2f6d1f7c11")


@dataclass(frozen=True, slots=True)
class Standing:
    """How an appointment stands, as far as its patient is concerned; the room is told at the desk."""

    cancelled: bool
    starts_at: datetime
    practitioner_id: int
    branch_id: int
    video_url: str = field(default="", compare=False)
    """Named where there is something to tell; another one alone is no news, since the patient's page shows it."""


@dataclass(frozen=True, slots=True)
class News:
    """What there is to tell: about which standing, and which time no longer holds."""

    occasion: Occasion
    names: Standing
    was_at: datetime | None = None


def news(told: Standing | None, stands: Standing, moment: datetime) -> News | None:
    """What to tell at `moment` to somebody who knows `told`; None when that is still true, or over.

    A cancellation names the appointment that the patient knows, wherever it was moved to since.
    """
    expects = told if told and not told.cancelled else None
    if stands.cancelled:
        return News(Occasion.CANCELLED, expects) if expects and expects.starts_at > moment else None
    if stands.starts_at <= moment or stands == expects:
        return None
    if expects is None:
        return News(Occasion.BOOKED, stands)
    return News(Occasion.MOVED, stands, expects.starts_at if expects.starts_at != stands.starts_at else None)


def is_last(attempt: int, most: int = MOST_TRIES) -> bool:
    """Whether the try with this number, counted from 1, is the last one."""
    return attempt >= most


def telling_key(clinic_id: int, appointment_id: int, telling: int, channel: Channel) -> str:
    """The idempotency key of an appointment's message: always the same for the same telling on the same channel."""
    return str(uuid5(_KEYS, f"{clinic_id}/{appointment_id}/{telling}/{channel}"))


def recall_key(clinic_id: int, recall_id: int, telling: int, channel: Channel) -> str:
    """The idempotency key of a message to a patient who is due."""
    return str(uuid5(_KEYS, f"recall/{clinic_id}/{recall_id}/{telling}/{channel}"))


def together_id(clinic_id: int, appointment_id: int, telling: int) -> UUID:
    """What a word about several appointments is called; by the first of them."""
    return uuid5(_KEYS, f"together/{clinic_id}/{appointment_id}/{telling}")


def together_key(together: UUID, channel: Channel) -> str:
    """The idempotency key of such a word on a channel."""
    return str(uuid5(_KEYS, f"{together}/{channel}"))


def reset_key(reset_id: str) -> str:
    """The idempotency key of a password reset's message."""
    return str(uuid5(_KEYS, f"reset/{reset_id}"))


def online_key(clinic_id: int, proof_id: int, sending: int) -> str:
    """The idempotency key of what a visitor who books alone is sent; 0 for what is no code."""
    return str(uuid5(_KEYS, f"online/{clinic_id}/{proof_id}/{sending}"))


def offer_key(clinic_id: int, ask_id: int, occasion: Occasion, channel: Channel) -> str:
    """The idempotency key of what somebody on the waiting list is told of an offer."""
    return str(uuid5(_KEYS, f"offer/{clinic_id}/{ask_id}/{occasion}/{channel}"))


def invitation_key(link: str) -> str:
    """The idempotency key of an invitation's letter: each sending has a link of its own."""
    return str(uuid5(_KEYS, f"invitation/{link}"))
