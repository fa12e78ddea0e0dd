"""The promises of the agenda."""

from datetime import date
from typing import Protocol

from clinic_portal.contracts.agenda.commands import (
    AddAppointmentType,
    BookAppointment,
    CancelAppointment,
    ConfirmAppointment,
    FindFree,
    MarkAppointment,
    MoveAppointment,
)
from clinic_portal.contracts.agenda.values import AppointmentTypeView, AppointmentView, Change, DayView, FreeTime


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

    def coming_count(
        self, *, branch_id: int | None = None, room_id: int | None = None, practitioner_id: int | None = None
    ) -> int:
        """How many appointments that hold time are still to end at a branch, in a room, with a practitioner."""

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
