"""Cancel the appointments of a series that are still to come."""

from clinic_portal.contexts.agenda.acts import Act
from clinic_portal.contexts.agenda.commands.cancel_appointment import cancel_appointment
from clinic_portal.contexts.agenda.series.members import opened
from clinic_portal.contexts.agenda.told_together import tell_series
from clinic_portal.contracts.agenda import CancelAppointment, CancelSeries


def cancel_series(command: CancelSeries, time_zone: str) -> None:
    """Raises NotFound, Stale, NotThatStep or NoSeries; those moved alone are cancelled as well."""
    found, act = opened(command.appointment_id, command.version, command.scope), Act(told_together=True)
    members = [(one.id, one.version) for one in found]
    series_id, patient_id = found[0].series_id, found[0].patient_id
    for appointment_id, version in members:
        one = CancelAppointment(
            appointment_id=appointment_id, version=version, reason=command.reason, notify=command.notify
        )
        cancel_appointment(one, time_zone, act)
    tell_series(series_id or 0, patient_id, [one for one, _ in members], notify=command.notify)
