"""What can be seen in the agenda of the entered clinic."""

from datetime import date, datetime
from typing import Protocol

from clinic_portal.contracts.agenda.commands import FindFree
from clinic_portal.contracts.agenda.values import AppointmentView, Change, DayView, FreeTime, PatientPast


class Viewing(Protocol):
    """Days, appointments, their history, and what is free."""

    def day(self, branch_id: int, day: date) -> DayView:
        """All appointments of a branch's local day in order of time; raises NotFound."""

    def day_stamp(self, day: date) -> str:
        """An opaque text that is another one as soon as anything in the clinic's day has changed."""

    def appointment(self, appointment_id: int) -> AppointmentView:
        """One appointment; raises NotFound."""

    def group(self, appointment_id: int) -> tuple[AppointmentView, ...]:
        """All of an appointment's session but who cancelled, itself among them, by name; raises NotFound."""

    def history(self, appointment_id: int) -> tuple[Change, ...]:
        """What happened to an appointment, newest first; raises NotFound."""

    def patient_appointments(self, patient_id: int, limit: int = 20) -> tuple[AppointmentView, ...]:
        """A patient's appointments, latest first."""

    def patient_past(self, patient_id: int, before: datetime) -> PatientPast:
        """How the patient kept what they had before a moment; a stranger never had anything."""

    def free_times(self, query: FindFree) -> tuple[FreeTime, ...]:
        """Free times nearest to a wish, in opening hours, in order of nearness."""

    def day_counts(self, branch_id: int, first: date, days: int) -> tuple[int, ...]:
        """How many appointments hold time on each of `days` local days."""

    def coming_count(
        self, *, branch_id: int | None = None, room_id: int | None = None, practitioner_id: int | None = None
    ) -> int:
        """How many appointments that hold time are still to end at a branch, in a room, with a practitioner."""
