"""What an exception hits, and moving it."""

from clinic_portal.contexts.agenda import appointment_views
from clinic_portal.contexts.agenda.availability import reading
from clinic_portal.contexts.agenda.commands.reschedule import reschedule
from clinic_portal.contexts.agenda.hits import hit_by, proposed
from clinic_portal.contexts.agenda.service.housed import Housed
from clinic_portal.contracts.agenda import AppointmentView, Hit, Reschedule
from clinic_portal.foundation.work import work


class Rescheduling(Housed):
    """Appointments in a time that was closed."""

    def hits(self, exception_id: int) -> tuple[Hit, ...]:
        house = self._clinics.directory()
        with work():
            return proposed(house, hit_by(house, reading.exception(exception_id)))

    def hit_count(self, exception_id: int) -> int:
        house = self._clinics.directory()
        with work():
            return len(hit_by(house, reading.exception(exception_id)))

    def reschedule(self, command: Reschedule) -> tuple[AppointmentView, ...]:
        house = self._clinics.directory()
        with work():
            reschedule(command, house)
            return tuple(appointment_views.appointment(one.appointment_id) for one in command.moves)
