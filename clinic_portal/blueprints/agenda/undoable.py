"""Whether what was done last to an appointment can still be taken back."""

from collections.abc import Sequence
from datetime import datetime

from clinic_portal.contracts.agenda import UNDO_FOR, Change
from clinic_portal.foundation.clock import now


def can_undo(history: Sequence[Change]) -> bool:
    """By its last line, the newest first; what was overbooked says only more of it."""
    return undo_until(history) is not None


def undo_until(history: Sequence[Change]) -> datetime | None:
    """Until when it can; None when it cannot any more, or never could."""
    last = next((one for one in history if one.what != "overbooked"), None)
    end = last.at + UNDO_FOR if last and last.undoable else None
    return end if end and now() <= end else None
