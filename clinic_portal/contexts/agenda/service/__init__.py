"""The agenda keeps its promises, one part a file."""

from collections.abc import Callable

from clinic_portal.contexts.agenda import projections
from clinic_portal.contexts.agenda.service.availability import Availability
from clinic_portal.contexts.agenda.service.booking import Booking
from clinic_portal.contexts.agenda.service.ends import Ends
from clinic_portal.contexts.agenda.service.equipping import Equipping
from clinic_portal.contexts.agenda.service.holding import Holding
from clinic_portal.contexts.agenda.service.kinds import Kinds
from clinic_portal.contexts.agenda.service.linking import Linking
from clinic_portal.contexts.agenda.service.online import OnlineBooking
from clinic_portal.contexts.agenda.service.queueing import Queueing
from clinic_portal.contexts.agenda.service.recalling import Recalling
from clinic_portal.contexts.agenda.service.repeating import Repeating
from clinic_portal.contexts.agenda.service.rescheduling import Rescheduling
from clinic_portal.contexts.agenda.service.saving_views import SavingViews
from clinic_portal.contexts.agenda.service.searching import Searching
from clinic_portal.contexts.agenda.service.spanning import Spanning
from clinic_portal.contexts.agenda.service.substates import Substates
from clinic_portal.contexts.agenda.service.undoing import Undoing
from clinic_portal.contexts.agenda.service.viewing import Viewing
from clinic_portal.contexts.agenda.service.waiting_list import WaitingList
from clinic_portal.contracts.agenda import (
    AppointmentBooked,
    AppointmentMoved,
    AppointmentUndone,
    AvailabilityChanged,
    Message,
)
from clinic_portal.contracts.clinics import PractitionerAdded, PractitionerEdited, RoomAdded
from clinic_portal.contracts.notifications import ConfirmationFailed, ConfirmationSent
from clinic_portal.contracts.patients import PatientChanged, PatientCreated, PatientsBrought
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.events import Event, Listener


class AgendaService(
    Viewing,
    Spanning,
    SavingViews,
    Booking,
    Holding,
    Undoing,
    Queueing,
    Linking,
    Ends,
    OnlineBooking,
    Kinds,
    Equipping,
    Substates,
    Availability,
    Searching,
    Rescheduling,
    Repeating,
    WaitingList,
    Recalling,
):
    """The agenda of the entered clinic."""

    def on_confirmation_sent(self, event: ConfirmationSent) -> None:
        projections.note_message(event, Message.SENT, self._zone())

    def on_confirmation_failed(self, event: ConfirmationFailed) -> None:
        projections.note_message(event, Message.FAILED, self._zone())

    def on_patient_changed(self, event: PatientChanged) -> None:
        house = self._clinics.directory()
        branches = [branch.id for branch in (*house.branches, *house.past.branches)]
        projections.correct_patient(event, today(house.clinic.time_zone), branches)

    def listeners(self) -> tuple[Listener, ...]:
        return (
            Listener("agenda.on_confirmation_sent", ConfirmationSent, self.on_confirmation_sent),
            Listener("agenda.on_confirmation_failed", ConfirmationFailed, self.on_confirmation_failed),
            Listener("agenda.on_appointment_booked", AppointmentBooked, self.on_time_taken),
            Listener("agenda.on_appointment_moved", AppointmentMoved, self.on_time_taken),
            Listener("agenda.on_availability_changed", AvailabilityChanged, self.on_availability_changed),
            *self.recall_listeners(),
        )

    def projections(self) -> tuple[tuple[type[Event], Callable[..., None]], ...]:
        return (
            (PatientCreated, projections.keep_patient),
            (PatientChanged, self.on_patient_changed),
            (PatientsBrought, projections.keep_patients),
            (PractitionerAdded, projections.keep_practitioner),
            (PractitionerEdited, projections.move_practitioner),
            (RoomAdded, projections.keep_room),
            (AppointmentUndone, self.on_undone),
        )
