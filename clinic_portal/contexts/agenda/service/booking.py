"""What can be done to appointments; what overlaps is refused with the clash by name."""

from clinic_portal.contexts.agenda.appointment_views import appointment
from clinic_portal.contexts.agenda.capacity import clash_named
from clinic_portal.contexts.agenda.commands.book_appointment import book_appointment
from clinic_portal.contexts.agenda.commands.cancel_appointment import cancel_appointment
from clinic_portal.contexts.agenda.commands.confirm_appointment import confirm_appointment
from clinic_portal.contexts.agenda.commands.link_video import link_video
from clinic_portal.contexts.agenda.commands.mark_appointment import mark_appointment
from clinic_portal.contexts.agenda.commands.move_appointment import move_appointment
from clinic_portal.contexts.agenda.commands.move_group import move_group
from clinic_portal.contexts.agenda.kinds.facts import chosen_soon
from clinic_portal.contexts.agenda.service.housed import Housed
from clinic_portal.contracts.agenda import (
    AppointmentView,
    BookAppointment,
    CancelAppointment,
    ConfirmAppointment,
    LinkVideo,
    MarkAppointment,
    MoveAppointment,
)
from clinic_portal.foundation.once import once
from clinic_portal.foundation.work import work


class Booking(Housed):
    """Book, move, cancel, confirm, and say how far a patient has come."""

    def book(self, command: BookAppointment) -> AppointmentView:
        house = self._clinics.directory()
        with clash_named(house), work():
            asked = chosen_soon(command.type_id, command.patient_id)
            return once(command, AppointmentView, lambda: book_appointment(command, house, asked=asked))

    def move(self, command: MoveAppointment) -> AppointmentView:
        house = self._clinics.directory()
        with clash_named(house), work():
            (move_group if command.whole_group else move_appointment)(command, house)
            return appointment(command.appointment_id)

    def cancel(self, command: CancelAppointment) -> AppointmentView:
        zone = self._zone()
        with work():
            cancel_appointment(command, zone)
            return appointment(command.appointment_id)

    def mark(self, command: MarkAppointment) -> AppointmentView:
        house = self._clinics.directory()
        with clash_named(house), work():
            mark_appointment(command, house)
            return appointment(command.appointment_id)

    def confirm(self, command: ConfirmAppointment) -> AppointmentView:
        zone = self._zone()
        with work():
            confirm_appointment(command, zone)
            return appointment(command.appointment_id)

    def link_video(self, command: LinkVideo) -> AppointmentView:
        zone = self._zone()
        with work():
            link_video(command, zone)
            return appointment(command.appointment_id)
