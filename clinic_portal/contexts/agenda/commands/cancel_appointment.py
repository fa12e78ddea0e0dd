"""Cancel an appointment with a reason; the row stays and its time is free again."""

from clinic_portal.contexts.agenda.acts import Act
from clinic_portal.contexts.agenda.asked import count_anew
from clinic_portal.contexts.agenda.open_appointment import open_appointment
from clinic_portal.contexts.agenda.queue.follow import follow
from clinic_portal.contexts.agenda.record import record
from clinic_portal.contexts.agenda.rules import may_step
from clinic_portal.contexts.agenda.standing import standing
from clinic_portal.contracts.agenda import AppointmentCancelled, AppointmentStatus, CancelAppointment, NotThatStep


def cancel_appointment(command: CancelAppointment, time_zone: str, act: Act | None = None) -> None:
    """Raises NotFound, Stale or NotThatStep."""
    row = open_appointment(command.appointment_id, command.version)
    if not may_step(AppointmentStatus(row.status), AppointmentStatus.CANCELLED, begun=True):
        raise NotThatStep
    requested = row.status == AppointmentStatus.PENDING.value
    before = None if requested else standing(row)
    row.status, row.cancellation_reason = AppointmentStatus.CANCELLED.value, command.reason
    if requested:
        count_anew()
    follow(row, time_zone)
    record(
        AppointmentCancelled,
        row,
        time_zone,
        before=before,
        act=act,
        reason=command.reason,
        notify=command.notify,
        requested=requested,
    )
