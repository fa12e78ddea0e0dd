"""Deeds that are taken back."""

from clinic_portal.contexts.agenda.appointment_views import appointment
from clinic_portal.contexts.agenda.capacity import clash_named
from clinic_portal.contexts.agenda.commands.undo_deed import undo_deed
from clinic_portal.contexts.agenda.service.housed import Housed
from clinic_portal.contracts.agenda import AppointmentView, UndoDeed
from clinic_portal.foundation.work import work


class Undoing(Housed):
    """Take back the last deed."""

    def undo(self, command: UndoDeed) -> AppointmentView:
        house = self._clinics.directory()
        with clash_named(house), work():
            undo_deed(command, house)
            return appointment(command.appointment_id)
