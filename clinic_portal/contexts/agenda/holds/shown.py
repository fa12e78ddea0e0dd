"""What is held of a day, in the columns of its appointments, so that one statement reads both."""

from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, literal_column

from clinic_portal.contexts.agenda.holds.models import SlotHold
from clinic_portal.contracts.agenda import HeldSlot

H = SlotHold
HELD = "held"
"""What stands where an appointment has its state."""
_NONE: ColumnElement[int] = literal_column("0")
_NO_WORDS: ColumnElement[str] = literal_column("''")
_NO: ColumnElement[bool] = literal_column("false")
_STATE: ColumnElement[str] = literal_column(f"'{HELD}'")
HELD_COLUMNS = (
    H.id,
    _NONE,
    H.practitioner_id,
    H.room_id,
    H.user_id,
    H.holder,
    _NO_WORDS,
    H.type_id,
    H.starts_at,
    H.ends_at,
    _STATE,
    H.expires_at,
    _NO_WORDS,
    _NO_WORDS,
    _NO,
    _NONE,
    _NONE,
    _NO,
    _NONE,
    _NONE,
    _NO_WORDS,
    _NONE,
)
"""As many and of the same types as a day's columns: who holds it where the patient is, until when where confirmed."""


def held_slot(row: tuple[Any, ...], zone: ZoneInfo) -> HeldSlot:
    """A row of `HELD_COLUMNS`."""
    id_, _, practitioner, room, user_id, holder, _, type_, starts, ends, _, until, *_ = row
    local = starts.astimezone(zone)
    return HeldSlot.model_construct(
        id=id_,
        practitioner_id=practitioner,
        room_id=room,
        type_id=type_,
        user_id=user_id,
        holder=holder,
        starts=local.hour * 60 + local.minute,
        minutes=int((ends - starts).total_seconds()) // 60,
        until=until,
    )
