"""Whether what was done last to an appointment can still be taken back; without scripts the next board offers it."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from flask import session

from clinic_portal.contracts.agenda import UNDO_FOR, AppointmentView, Change
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.tenancy import current_clinic_id

LAST = "agenda.last_deed"
"""Where the session has it until a board is shown."""


class LastDeed(NamedTuple):
    """As much of an appointment as its undo needs."""

    id: int
    version: int
    patient_name: str


def can_undo(history: Sequence[Change]) -> bool:
    """By its last line, the newest first; what was overbooked says only more of it."""
    return undo_until(history) is not None


def undo_until(history: Sequence[Change]) -> datetime | None:
    """Until when it can; None when it cannot any more, or never could."""
    last = next((one for one in history if one.what != "overbooked"), None)
    end = last.at + UNDO_FOR if last and last.undoable else None
    return end if end and now() <= end else None


def remember(done: AppointmentView) -> None:
    """The next board that this person opens offers to take it back."""
    session[LAST] = [current_clinic_id(), now().isoformat(), done.id, done.version, done.patient_name]


def last_deed() -> LastDeed | None:
    """What was remembered, once; None for another clinic's, and when its ten minutes are over."""
    clinic_id, at, *deed = session.pop(LAST, None) or (None, "")
    if clinic_id != current_clinic_id() or now() - datetime.fromisoformat(at) > UNDO_FOR:
        return None
    return LastDeed(*deed)
