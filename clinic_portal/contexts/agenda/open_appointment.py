"""Open one appointment for a change: locked, and still the version that the person saw."""

from sqlalchemy import select

from clinic_portal.contexts.agenda import appointment_views
from clinic_portal.contexts.agenda.models import Appointment
from clinic_portal.contracts.agenda import AppointmentStatus, NotThatStep
from clinic_portal.foundation.refusals import NotFound, Stale
from clinic_portal.foundation.work import current_work

_EXPECTED = frozenset({AppointmentStatus.PENDING, AppointmentStatus.BOOKED, AppointmentStatus.ARRIVED})


def open_appointment(appointment_id: int, version: int) -> Appointment:
    """The row, locked; raises NotFound or, when somebody else was first, Stale with what stands now."""
    row: Appointment | None = current_work().scalar(
        select(Appointment).where(Appointment.id == appointment_id).with_for_update()
    )
    if row is None:
        raise NotFound
    if row.version != version:
        raise Stale(appointment_views.appointment(appointment_id))
    return row


def open_unfinished(appointment_id: int, version: int) -> Appointment:
    """The same, for what only a patient who is still expected can be given; raises NotThatStep besides."""
    row = open_appointment(appointment_id, version)
    if row.status not in _EXPECTED:
        raise NotThatStep
    return row
