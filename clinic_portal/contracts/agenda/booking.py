"""What can be done to appointments of the entered clinic."""

from typing import Protocol

from clinic_portal.contracts.agenda.commands import (
    BookAppointment,
    CancelAppointment,
    ConfirmAppointment,
    MarkAppointment,
    MoveAppointment,
)
from clinic_portal.contracts.agenda.values import AppointmentView


class Booking(Protocol):
    """Book, move, cancel, confirm, and say how far a patient has come."""

    def book(self, command: BookAppointment) -> AppointmentView:
        """Book; raises UnknownChoice, InThePast or, unless `anyway`, SlotTaken or OutsideHours with alternatives."""

    def move(self, command: MoveAppointment) -> AppointmentView:
        """Move in time, to another practitioner or room; raises as `book` does, NotFound, Stale and NotThatStep.

        A whole group wants a place for itself: a group that is there is in its way.
        """

    def cancel(self, command: CancelAppointment) -> AppointmentView:
        """Cancel with a reason; keeps the row; raises NotFound, Stale or NotThatStep."""

    def mark(self, command: MarkAppointment) -> AppointmentView:
        """Arrived, in room, done, no-show, or back; raises NotFound, Stale, NotThatStep or DayToCome."""

    def confirm(self, command: ConfirmAppointment) -> AppointmentView:
        """Note that the patient confirmed; raises NotFound, Stale or NotThatStep."""
