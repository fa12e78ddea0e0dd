"""What stands in a time that was closed: which appointments, where they could go, and moving many of them at once."""

from datetime import datetime
from typing import ClassVar, Protocol

from flask_babel import lazy_gettext as _
from pydantic import Field

from clinic_portal.contracts.agenda.values import AppointmentView, FreeTime
from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.values import Command, Value

MOST_HITS = 200
"""So many are told and proposed for at once, the earliest; the rest follows when these are moved."""


class Hit(Value):
    """An appointment that stands in a closed time, and the next free time like it, if there is one in four weeks."""

    appointment: AppointmentView
    proposal: FreeTime | None


class PlannedMove(Value):
    appointment_id: int
    version: int
    starts_at: datetime
    minutes: int = Field(ge=5, le=720)
    practitioner_id: int
    room_id: int


class Reschedule(Command):
    """All of them or none; without `notify` the patients are not told."""

    moves: tuple[PlannedMove, ...]
    notify: bool = True


class FailedMove(Value):
    """One that could not be moved: `word` is taken, closed, changed or over."""

    appointment_id: int
    word: str


class NotAllMoved(Refusal):
    """Nothing was moved, because of these."""

    status: ClassVar[int] = 409
    message = _("Nothing was moved: look at the marked appointments.")

    def __init__(self, failed: tuple[FailedMove, ...]) -> None:
        super().__init__()
        self.failed = failed


class Rescheduling(Protocol):
    """What an exception hits."""

    def hits(self, exception_id: int) -> tuple[Hit, ...]:
        """The appointments to come that stand in the time that it closes, at most MOST_HITS; raises NotFound."""

    def hit_count(self, exception_id: int) -> int:
        """How many those are, of at most MOST_HITS; raises NotFound."""

    def reschedule(self, command: Reschedule) -> tuple[AppointmentView, ...]:
        """Move them all in one transaction; raises NotAllMoved, and then none is."""
