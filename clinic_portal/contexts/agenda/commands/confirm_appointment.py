"""Note that the patient has confirmed."""

from clinic_portal.contexts.agenda.open_appointment import open_unfinished
from clinic_portal.contexts.agenda.record import record
from clinic_portal.contexts.agenda.standing import standing
from clinic_portal.contracts.agenda import AppointmentConfirmed, ConfirmAppointment
from clinic_portal.foundation.clock import now


def confirm_appointment(command: ConfirmAppointment, time_zone: str) -> None:
    """Raises NotFound, Stale or NotThatStep; confirming twice changes nothing."""
    row = open_unfinished(command.appointment_id, command.version)
    if row.confirmed_at is None:
        before = standing(row)
        row.confirmed_at = now()
        record(AppointmentConfirmed, row, time_zone, before=before)
