"""What the desk sees of those who booked by themselves: who waits for an answer, and who they may be."""

from datetime import date, datetime
from typing import Protocol

from clinic_portal.contracts.agenda.events import AppointmentFact
from clinic_portal.contracts.agenda.values import AppointmentView
from clinic_portal.foundation.values import Command, Value


class OnlineRequest(Value):
    """An appointment that its patient asked for, in the words they typed; `contact` they proved to be theirs.

    `known`: the patient was found by it and by name, and nothing of the record was changed; else they are a new one.
    `identified` once somebody at the desk has said who they are; `late` without an answer for longer than the clinic
    allows itself.
    """

    appointment: AppointmentView
    way: str
    contact: str
    given: str
    family: str
    phone: str
    email: str
    birth_date: date | None
    known: bool
    identified: bool
    asked_at: datetime
    late: bool


class IdentifyPatient(Command):
    """This is who asked for the appointment."""

    appointment_id: int
    version: int
    patient_id: int


class AppointmentIdentified(AppointmentFact):
    """Somebody at the desk has said who the patient is."""


class OnlineDesk(Protocol):
    """Answering what patients ask for; it is booked by `mark` and declined by `cancel`."""

    def online_requests(self) -> tuple[OnlineRequest, ...]:
        """Those without an answer, and those still to come whose patient nobody has looked at; by time."""

    def online_request(self, appointment_id: int) -> OnlineRequest:
        """Raises NotFound for an appointment that the desk booked."""

    def requests_waiting(self) -> int:
        """How many have no answer yet."""

    def identify(self, command: IdentifyPatient) -> OnlineRequest:
        """Say who it is; raises NotFound, Stale or UnknownChoice."""
