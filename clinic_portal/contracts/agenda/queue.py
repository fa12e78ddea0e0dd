"""The waiting room of the entered clinic: who is here, whom to call, and how long each has waited."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, Protocol

from flask_babel import lazy_gettext as _
from pydantic import Field

from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.values import Command, Creation, Value


class QueueState(StrEnum):
    """Where somebody in the queue stands; `withdrawn` went away, or never came after all."""

    WAITING = "waiting"
    CALLED = "called"
    IN_SERVICE = "in_service"
    DONE = "done"
    WITHDRAWN = "withdrawn"


class QueueEntry(Value):
    """A patient's turn: `number` is the ticket, counted per branch and day; `since` is when the state began.

    Of room and service point at most one is set: where the patient is seen.
    """

    id: int
    version: int
    branch_id: int
    day: date
    number: int
    patient_id: int
    patient_name: str
    appointment_id: int | None
    practitioner_id: int | None
    room_id: int | None
    point_id: int | None
    state: QueueState
    arrived_at: datetime
    since: datetime


class ServicePoint(Value):
    """A named place that is no room, such as the blood draw's window."""

    id: int
    branch_id: int
    name: str
    version: int
    retired: bool = False


class QueueView(Value):
    """A branch's queue of today in the order of its tickets; `waited` are the mean minutes until service began."""

    day: date
    branch_id: int
    entries: tuple[QueueEntry, ...]
    points: tuple[ServicePoint, ...]
    waited: int | None = None


class QueueStep(Value):
    """A step that was taken: `what` is the new state's word, `transferred`, `joined` to an appointment or `undone`."""

    at: datetime
    user_id: int | None
    what: str
    state: QueueState
    practitioner_id: int | None
    room_id: int | None
    point_id: int | None


class EnterQueue(Creation):
    """A patient who came without an appointment; of room and service point at most one is given."""

    branch_id: int
    patient_id: int
    practitioner_id: int | None = None
    room_id: int | None = None
    point_id: int | None = None


class CallNext(Creation):
    """Call whoever has waited longest, of a practitioner, of a service point, or of the whole branch."""

    branch_id: int
    practitioner_id: int | None = None
    point_id: int | None = None


class TakeTurn(Command):
    """Take one in the queue to a state; `called` once more calls again."""

    entry_id: int
    version: int
    state: QueueState


class TransferTurn(Command):
    """Let one wait for another practitioner, room or service point."""

    entry_id: int
    version: int
    practitioner_id: int | None = None
    room_id: int | None = None
    point_id: int | None = None


class UndoTurn(Command):
    """Take the last step back."""

    entry_id: int
    version: int


class AddServicePoint(Command):
    branch_id: int
    name: str = Field(min_length=1, max_length=60)


class RetireServicePoint(Command):
    point_id: int
    version: int


class TurnTaken(Refusal):
    """Somebody else was first with this patient; `theirs` is how the turn stands now."""

    status: ClassVar[int] = 409
    message = _("Somebody else was first: look at how this patient's turn stands now.")

    def __init__(self, theirs: QueueEntry) -> None:
        super().__init__()
        self.theirs = theirs


class NotThatTurn(Refusal):
    """A turn cannot go from where it stands to there."""

    status: ClassVar[int] = 409
    message = _("That cannot be done from where this patient's turn stands now.")


class NobodyWaits(Refusal):
    status: ClassVar[int] = 409
    message = _("Nobody is waiting there.")


class AlreadyWaits(Refusal):
    """The patient is in the branch's queue."""

    status: ClassVar[int] = 409
    message = _("This patient is in the queue already.")

    def __init__(self) -> None:
        super().__init__(fields={"patient_id": self.message})


class PointNameTaken(Refusal):
    message = _("There is a service point of that name.")

    def __init__(self) -> None:
        super().__init__(fields={"name": self.message})


class Queueing(Protocol):
    """Numbers, calls and turns; an appointment's state and its turn are one truth, written together."""

    def queue(self, branch_id: int) -> QueueView:
        """A branch's queue of today; raises NotFound."""

    def queue_stamp(self) -> str:
        """An opaque text that is another one as soon as anything in today's queues has changed."""

    def queue_entry(self, entry_id: int) -> QueueEntry:
        """One turn; raises NotFound."""

    def queue_steps(self, entry_id: int) -> tuple[QueueStep, ...]:
        """All steps of one turn, in the order in which they were taken; raises NotFound."""

    def enter_queue(self, command: EnterQueue) -> QueueEntry:
        """Give a ticket; raises NotFound for the branch, UnknownChoice or AlreadyWaits."""

    def call_next(self, command: CallNext) -> QueueEntry:
        """Call whoever is next; two desks never get the same patient; raises NotFound or NobodyWaits."""

    def take_turn(self, command: TakeTurn) -> QueueEntry:
        """Take one step; raises NotFound, TurnTaken or NotThatTurn."""

    def transfer_turn(self, command: TransferTurn) -> QueueEntry:
        """Send to wait elsewhere; raises NotFound, TurnTaken, NotThatTurn or UnknownChoice."""

    def undo_turn(self, command: UndoTurn) -> QueueEntry:
        """Take the last step back; raises NotFound, TurnTaken or NotThatTurn."""

    def service_points(self) -> tuple[ServicePoint, ...]:
        """The clinic's service points in use, by name."""

    def add_service_point(self, command: AddServicePoint) -> ServicePoint:
        """Add a named place; raises NotFound for the branch or PointNameTaken."""

    def retire_service_point(self, command: RetireServicePoint) -> None:
        """Take it out of use; raises NotFound or Stale."""
