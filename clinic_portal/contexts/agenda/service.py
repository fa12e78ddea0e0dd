"""The agenda keeps its promises; each opens its work once the clinic's directory is known."""

from collections.abc import Callable
from datetime import date

from clinic_portal.contexts.agenda import capacity, projections, queries, stamps
from clinic_portal.contexts.agenda.capacity import clash_named
from clinic_portal.contexts.agenda.commands.book_appointment import book_appointment
from clinic_portal.contexts.agenda.commands.cancel_appointment import cancel_appointment
from clinic_portal.contexts.agenda.commands.confirm_appointment import confirm_appointment
from clinic_portal.contexts.agenda.commands.mark_appointment import mark_appointment
from clinic_portal.contexts.agenda.commands.move_appointment import move_appointment
from clinic_portal.contexts.agenda.models import AppointmentType
from clinic_portal.contracts.agenda import (
    AddAppointmentType,
    AgendaContract,
    AppointmentTypeView,
    AppointmentView,
    BookAppointment,
    CancelAppointment,
    Change,
    ConfirmAppointment,
    DayView,
    FindFree,
    FreeTime,
    MarkAppointment,
    Message,
    MoveAppointment,
)
from clinic_portal.contracts.clinics import ClinicsContract, PractitionerAdded, PractitionerEdited, RoomAdded
from clinic_portal.contracts.notifications import ConfirmationFailed, ConfirmationSent
from clinic_portal.contracts.patients import PatientChanged, PatientCreated, PatientsBrought
from clinic_portal.foundation.cache import clinic_cached, drop
from clinic_portal.foundation.events import Event, Listener
from clinic_portal.foundation.once import once
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import after_commit, work

TYPES = "agenda-types"


class AgendaService(AgendaContract):
    """Days, appointments and free times of the entered clinic."""

    def __init__(self, clinics: ClinicsContract) -> None:
        self._clinics = clinics

    def day(self, branch_id: int, day: date) -> DayView:
        house = self._clinics.directory()
        if house.branch(branch_id) is None:
            raise NotFound
        with work():
            entries = queries.day_entries(branch_id, day, house.clinic.time_zone)
        return DayView.model_construct(day=day, branch_id=branch_id, entries=entries)

    def day_stamp(self, day: date) -> str:
        return stamps.stamp(day)

    def appointment(self, appointment_id: int) -> AppointmentView:
        with work():
            return queries.appointment(appointment_id)

    def history(self, appointment_id: int) -> tuple[Change, ...]:
        with work():
            return queries.history(appointment_id)

    def patient_appointments(self, patient_id: int, limit: int = 20) -> tuple[AppointmentView, ...]:
        with work():
            return queries.patient_appointments(patient_id, limit)

    def types(self) -> tuple[AppointmentTypeView, ...]:
        return clinic_cached(TYPES, "all", self._types)

    def free_times(self, query: FindFree) -> tuple[FreeTime, ...]:
        house = self._clinics.directory()
        with work():
            return capacity.free_times(house, query)

    def day_counts(self, branch_id: int, first: date, days: int) -> tuple[int, ...]:
        zone = self._zone()
        with work():
            return queries.day_counts(branch_id, first, days, zone)

    def coming_count(
        self, *, branch_id: int | None = None, room_id: int | None = None, practitioner_id: int | None = None
    ) -> int:
        with work():
            return queries.coming_count(branch_id, room_id, practitioner_id)

    def book(self, command: BookAppointment) -> AppointmentView:
        house = self._clinics.directory()
        with clash_named(house), work():
            return once(command, AppointmentView, lambda: queries.appointment(book_appointment(command, house)))

    def move(self, command: MoveAppointment) -> AppointmentView:
        house = self._clinics.directory()
        with clash_named(house), work():
            move_appointment(command, house)
            return queries.appointment(command.appointment_id)

    def cancel(self, command: CancelAppointment) -> AppointmentView:
        zone = self._zone()
        with work():
            cancel_appointment(command, zone)
            return queries.appointment(command.appointment_id)

    def mark(self, command: MarkAppointment) -> AppointmentView:
        house = self._clinics.directory()
        with clash_named(house), work():
            mark_appointment(command, house)
            return queries.appointment(command.appointment_id)

    def confirm(self, command: ConfirmAppointment) -> AppointmentView:
        zone = self._zone()
        with work():
            confirm_appointment(command, zone)
            return queries.appointment(command.appointment_id)

    def add_type(self, command: AddAppointmentType) -> AppointmentTypeView:
        with work() as session:
            session.add(row := AppointmentType(name=command.name, minutes=command.minutes, hue=command.hue))
            session.flush()
            after_commit(lambda: drop(TYPES))
            return AppointmentTypeView(id=row.id, name=row.name, minutes=row.minutes, hue=row.hue)

    def on_confirmation_sent(self, event: ConfirmationSent) -> None:
        projections.note_message(event, Message.SENT, self._zone())

    def on_confirmation_failed(self, event: ConfirmationFailed) -> None:
        projections.note_message(event, Message.FAILED, self._zone())

    def listeners(self) -> tuple[Listener, ...]:
        return (
            Listener("agenda.on_confirmation_sent", ConfirmationSent, self.on_confirmation_sent),
            Listener("agenda.on_confirmation_failed", ConfirmationFailed, self.on_confirmation_failed),
        )

    def projections(self) -> tuple[tuple[type[Event], Callable[..., None]], ...]:
        return (
            (PatientCreated, projections.keep_patient),
            (PatientChanged, projections.keep_patient),
            (PatientsBrought, projections.keep_patients),
            (PractitionerAdded, projections.keep_practitioner),
            (PractitionerEdited, projections.move_practitioner),
            (RoomAdded, projections.keep_room),
        )

    def _types(self) -> tuple[AppointmentTypeView, ...]:
        with work():
            return queries.types()

    def _zone(self) -> str:
        return self._clinics.directory().clinic.time_zone
