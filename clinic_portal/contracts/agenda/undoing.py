"""Ten minutes in which a deed can be taken back."""

from datetime import timedelta
from typing import ClassVar, Protocol

from flask_babel import lazy_gettext as _

from clinic_portal.contracts.agenda.values import AppointmentView
from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.values import Command

UNDO_FOR = timedelta(minutes=10)


class UndoDeed(Command):
    """Take back what brought the appointment to this version."""

    appointment_id: int
    version: int


class NothingToUndo(Refusal):
    """What was done last cannot be taken back, or its ten minutes are over."""

    status: ClassVar[int] = 409
    message = _("This can no longer be undone.")


class Undoing(Protocol):
    """Take back the last deed."""

    def undo(self, command: UndoDeed) -> AppointmentView:
        """Put an appointment back as it was before it was booked, moved, cancelled, confirmed or marked.

        What was booked is cancelled then. A message that has not left does not leave; one that has is corrected. Undone
        twice it is undone once. Raises NotFound, Stale when somebody changed it since, NothingToUndo after ten minutes,
        SlotTaken when its old place was given away.
        """
