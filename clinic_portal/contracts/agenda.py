"""The door of the agenda: days, appointments and free times; it owns the clinic's capacity."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, Protocol

from flask_babel import lazy_gettext as _
from pydantic import Field

from clinic_portal.foundation.events import Event
from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.values import Command, Creation, Value

VERSION = 1


class AppointmentStatus(StrEnum):
    """Where an appointment stands; `confirmed_at` tells a booked one that the patient confirmed."""

    BOOKED = "booked"
    ARRIVED = "arrived"
    CHECKED_IN = "checked_in"
    FULFILLED = "fulfilled"
    NOSHOW = "noshow"
    CANCELLED = "cancelled"


class Message(StrEnum):
    """What became of the last message about an appointment: nothing sent yet, sent, or failed."""

    NONE = "none"
    SENT = "sent"
    FAILED = "failed"


class AppointmentTypeView(Value):
    id: int
    name: str
    minutes: int
    hue: int


class DayEntry(Value):
    """An appointment in a day's list; `starts` and `minutes` count from local midnight."""

    id: int
    version: int
    practitioner_id: int
    room_id: int
    patient_id: int
    patient_name: str
    patient_phone: str
    type_id: int
    starts: int
    minutes: int
    status: AppointmentStatus
    confirmed: bool
    message: Message
    note: str


class DayView(Value):
    """A branch's local day."""

    day: date
    branch_id: int
    entries: tuple[DayEntry, ...]


class Change(Value):
    """A line of an appointment's history: `what` is the fact's word, `was_at` where a move came from."""

    at: datetime
    user_id: int | None
    what: str
    detail: str
    was_at: datetime | None


class AppointmentView(Value):
    """One appointment; moments are aware, in UTC."""

    id: int
    version: int
    branch_id: int
    practitioner_id: int
    room_id: int
    patient_id: int
    patient_name: str
    patient_phone: str
    type_id: int
    starts_at: datetime
    ends_at: datetime
    status: AppointmentStatus
    confirmed_at: datetime | None
    message: Message
    cancellation_reason: str
    note: str

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds()) // 60


class FreeTime(Value):
    """A time that can be booked as it stands."""

    starts_at: datetime
    practitioner_id: int
    room_id: int


class Clash(Value):
    """What stands in the way: whose appointment, from when to when; `resource` is practitioner or room."""

    resource: str
    appointment_id: int
    patient_name: str
    starts_at: datetime
    ends_at: datetime


class FindFree(Command):
    """Free times for a practitioner near a wished moment; `room_id` None accepts any room of the branch."""

    practitioner_id: int
    near: datetime
    minutes: int = Field(ge=5, le=720)
    room_id: int | None = None
    ignoring: int | None = None
    limit: int = 3


class BookAppointment(Creation):
    """`room_id` None takes the practitioner's room or the first free one; `starts_at` is aware."""

    patient_id: int
    practitioner_id: int
    room_id: int | None = None
    type_id: int
    starts_at: datetime
    minutes: int = Field(ge=5, le=720)
    note: str = Field("", max_length=1000)


class MoveAppointment(Command):
    appointment_id: int
    version: int
    practitioner_id: int
    room_id: int | None = None
    starts_at: datetime
    minutes: int = Field(ge=5, le=720)


class CancelAppointment(Command):
    appointment_id: int
    version: int
    reason: str = Field(min_length=1, max_length=300)


class MarkAppointment(Command):
    """Take an appointment to a state other than cancelled; `booked` takes the last step back."""

    appointment_id: int
    version: int
    status: AppointmentStatus


class ConfirmAppointment(Command):
    appointment_id: int
    version: int


class SlotTaken(Refusal):
    """Practitioner or room is busy: the clash by name and up to three free times nearby."""

    status: ClassVar[int] = 409
    message = _("This time is taken.")

    def __init__(self, clash: Clash | None, alternatives: tuple[FreeTime, ...]) -> None:
        super().__init__()
        self.clash = clash
        self.alternatives = alternatives


class UnknownChoice(Refusal):
    """A patient, practitioner, room or kind of appointment that this clinic does not have; `field` names which."""

    message = _("Choose one of this clinic's.")

    def __init__(self, field: str) -> None:
        super().__init__(fields={field: self.message})


class NotThatStep(Refusal):
    """An appointment cannot go from where it stands to there."""

    status: ClassVar[int] = 409
    message = _("The appointment cannot go to that state from where it stands now.")


class InThePast(Refusal):
    """The day is over; what stands in it can no longer be moved there."""

    message = _("This day has passed.")

    def __init__(self) -> None:
        super().__init__(fields={"day": self.message})


class AppointmentFact(Event):
    """What happened to one appointment; moments in UTC."""

    appointment_id: int
    patient_id: int
    practitioner_id: int
    branch_id: int
    starts_at: datetime
    ends_at: datetime


class AppointmentBooked(AppointmentFact):
    pass


class AppointmentMoved(AppointmentFact):
    was_at: datetime


class AppointmentCancelled(AppointmentFact):
    reason: str


class AppointmentConfirmed(AppointmentFact):
    pass


class AppointmentArrived(AppointmentFact):
    pass


class AppointmentCheckedIn(AppointmentFact):
    pass


class AppointmentFulfilled(AppointmentFact):
    pass


class AppointmentMissed(AppointmentFact):
    pass


class AppointmentReset(AppointmentFact):
    """The last step was taken back: the appointment is booked again."""


class AddAppointmentType(Command):
    name: str
    minutes: int = Field(ge=5, le=720)
    hue: int = 1


class AgendaContract(Protocol):
    """The agenda of the entered clinic."""

    def day(self, branch_id: int, day: date) -> DayView:
        """All appointments of a branch's local day in order of time; raises NotFound."""

    def day_stamp(self, day: date) -> str:
        """An opaque text that is another one as soon as anything in the clinic's day has changed."""

    def appointment(self, appointment_id: int) -> AppointmentView:
        """One appointment; raises NotFound."""

    def history(self, appointment_id: int) -> tuple[Change, ...]:
        """What happened to an appointment, newest first; raises NotFound."""

    def patient_appointments(self, patient_id: int, limit: int = 20) -> tuple[AppointmentView, ...]:
        """A patient's appointments, latest first."""

    def types(self) -> tuple[AppointmentTypeView, ...]:
        """The kinds of appointment, by name."""

    def free_times(self, query: FindFree) -> tuple[FreeTime, ...]:
        """Free times nearest to a wish, in opening hours, in order of nearness."""

    def day_counts(self, branch_id: int, first: date, days: int) -> tuple[int, ...]:
        """How many appointments hold time on each of `days` local days."""

    def book(self, command: BookAppointment) -> AppointmentView:
        """Book; raises UnknownChoice, InThePast, or SlotTaken with clash and alternatives."""

    def move(self, command: MoveAppointment) -> AppointmentView:
        """Move in time, to another practitioner or room; raises as `book` does, NotFound, Stale and NotThatStep."""

    def cancel(self, command: CancelAppointment) -> AppointmentView:
        """Cancel with a reason; keeps the row; raises NotFound, Stale or NotThatStep."""

    def mark(self, command: MarkAppointment) -> AppointmentView:
        """Arrived, in room, done, no-show, or back; raises NotFound, Stale or NotThatStep."""

    def confirm(self, command: ConfirmAppointment) -> AppointmentView:
        """Note that the patient confirmed; raises NotFound, Stale or NotThatStep."""

    def add_type(self, command: AddAppointmentType) -> AppointmentTypeView:
        """Add a kind of appointment."""
