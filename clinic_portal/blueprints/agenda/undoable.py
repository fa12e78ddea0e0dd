"""Whether what was done last to an appointment can still be taken back."""

from collections.abc import Sequence

from clinic_portal.contracts.agenda import UNDO_FOR, Change
from clinic_portal.foundation.clock import now


def can_undo(history: Sequence[Change]) -> bool:
    """By its last line, the newest first; what was overbooked says only more of it."""
    last = next((one for one in history if one.what != "overbooked"), None)
    return last is not None and last.undoable and now() - last.at <= UNDO_FOR
