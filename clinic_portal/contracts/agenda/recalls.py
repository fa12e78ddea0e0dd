"""Recalls: who is due to come again for something, from when on, and what has been done about it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, ClassVar, Protocol

from flask_babel import lazy_gettext as _
from pydantic import Field

from clinic_portal.contracts.agenda.values import Message
from clinic_portal.foundation.events import Event
from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.values import Command, Creation, Value

MOST_RECALLS = 50
"""As many as one page of the list holds, and as many as are told at once."""
MOST_MONTHS = 120
Months = Annotated[int, Field(ge=0, le=MOST_MONTHS)]


class RecallState(StrEnum):
    """`declined` was stopped, by the patient or by the clinic; `done` does not come again."""

    DUE = "due"
    CONTACTED = "contacted"
    BOOKED = "booked"
    DONE = "done"
    DECLINED = "declined"


class RecallsShown(StrEnum):
    """Which recalls a list is of: still to be booked, booked, or over."""

    OPEN = "open"
    BOOKED = "booked"
    OVER = "over"


class Contact(StrEnum):
    """How a patient was reached, or was meant to be."""

    CALL = "call"
    MESSAGE = "message"


class RecallView(Value):
    """A patient is due for a kind of appointment; `practitioner_id` None is any.

    `every_months` 0 is once. `appointment_id` is what was booked for it last, whatever has become of that. `message`
    is what became of the last message.
    """

    id: int
    version: int
    patient_id: int
    patient_name: str
    patient_phone: str
    type_id: int
    practitioner_id: int | None
    branch_id: int
    due: date
    every_months: int
    state: RecallState
    note: str
    appointment_id: int | None
    contacted_at: datetime | None
    contacted_by: str
    message: Message

    @property
    def open(self) -> bool:
        return self.state in {RecallState.DUE, RecallState.CONTACTED}


class RecallChange(Value):
    """A line of a recall's history: `what` is the step's word, `due` the day that it left it due at, where it did."""

    at: datetime
    user_id: int | None
    what: str
    detail: str
    due: date | None


class FindRecalls(Command):
    """Those due until a day, the longest due first; 0 is any. After a page ask for those `after` its last one."""

    shown: RecallsShown = RecallsShown.OPEN
    until: date
    branch_id: int = 0
    practitioner_id: int = 0
    type_id: int = 0
    patient_id: int = 0
    after: tuple[date, int] | None = None


class RecallPage(Value):
    """`more` says that others come after these."""

    recalls: tuple[RecallView, ...]
    more: bool


class RecallFields(Command):
    """What is written about a recall."""

    type_id: int
    practitioner_id: int | None = None
    branch_id: int
    due: date
    every_months: Months = 0
    note: str = Field("", max_length=500)


class AddRecall(RecallFields, Creation):
    patient_id: int


class EditRecall(RecallFields):
    """Change it; another day for a due one is how it is postponed."""

    recall_id: int
    version: int


class NoteCall(Command):
    """Somebody called; `note` is what came of it."""

    recall_id: int
    version: int
    note: str = Field("", max_length=500)


class PostponeRecall(Command):
    recall_id: int
    version: int
    due: date


class StopRecall(Command):
    """Do not call again, or, with `stopped` false, take it up again."""

    recall_id: int
    version: int
    stopped: bool = True


class TellRecalls(Creation):
    """Send each of the patients a message."""

    recall_ids: tuple[int, ...] = Field(max_length=MOST_RECALLS)


class RecallsTold(Value):
    """How many were written to; those that were booked or stopped meanwhile are not."""

    told: int


class RecallTold(Event):
    """The patient is to hear that they are due; `telling` counts."""

    recall_id: int
    telling: int


class RecallThere(Refusal):
    """A patient is called again once for a kind of appointment."""

    status: ClassVar[int] = 409
    message = _("This patient is on the list for this type already.")

    def __init__(self) -> None:
        super().__init__(fields={"type_id": self.message})


class RecallSettled(Refusal):
    """It was booked or stopped meanwhile, or is over."""

    status: ClassVar[int] = 409
    message = _("This recall is no longer open.")


class Recalling(Protocol):
    """Recalls."""

    def recalls(self, query: FindRecalls) -> RecallPage:
        """A page of them."""

    def recall(self, recall_id: int) -> RecallView:
        """One; raises NotFound."""

    def recall_history(self, recall_id: int) -> tuple[RecallChange, ...]:
        """What has been done about it, newest first."""

    def add_recall(self, command: AddRecall) -> RecallView:
        """Raises UnknownChoice or RecallThere."""

    def edit_recall(self, command: EditRecall) -> RecallView:
        """Raises UnknownChoice, RecallThere, RecallSettled, NotFound, or Stale with what stands."""

    def note_call(self, command: NoteCall) -> RecallView:
        """Raises NotFound, RecallSettled or Stale."""

    def postpone_recall(self, command: PostponeRecall) -> RecallView:
        """Due at a later day; raises NotFound, RecallSettled or Stale."""

    def stop_recall(self, command: StopRecall) -> RecallView:
        """Raises NotFound, RecallSettled, RecallThere or Stale."""

    def tell_recalls(self, command: TellRecalls) -> RecallsTold:
        """Write to the patients, each in their language; raises NotFound when none of them is this clinic's."""
