"""Take an appointment one step on or back: arrived, in room, done, no-show, booked again."""

from clinic_portal.contexts.agenda import appointment_views
from clinic_portal.contexts.agenda.asked import count_anew
from clinic_portal.contexts.agenda.capacity import retake_place, write
from clinic_portal.contexts.agenda.locks import locked
from clinic_portal.contexts.agenda.open_appointment import open_appointment
from clinic_portal.contexts.agenda.places import Wish
from clinic_portal.contexts.agenda.queue.follow import follow
from clinic_portal.contexts.agenda.record import FACTS, record
from clinic_portal.contexts.agenda.rules import may_step
from clinic_portal.contexts.agenda.standing import standing
from clinic_portal.contracts.agenda import (
    AppointmentBooked,
    AppointmentStatus as Status,
    AppointmentView,
    MarkAppointment,
    NotThatStep,
)
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.clock import now


def mark_appointment(command: MarkAppointment, house: ClinicDirectory) -> None:
    """Raises NotFound, Stale, NotThatStep or, when a freed time was given away meanwhile, Overlapped."""
    seen = appointment_views.appointment(command.appointment_id)
    if seen.status is Status.NOSHOW:
        locked(_what_it_held(seen), seen.branch_id)
    row = open_appointment(command.appointment_id, command.version)
    if command.status not in FACTS:
        raise NotThatStep
    if not may_step(Status(row.status), command.status, begun=row.starts_at <= now()):
        raise NotThatStep
    if seen.status is Status.NOSHOW:
        retake_place(row)
    before = standing(row)
    row.status = command.status.value
    write(row)
    follow(row, house.clinic.time_zone)
    if seen.status is Status.PENDING:
        # What a patient asked for is booked only now, and told of as anything that is.
        count_anew()
        record(AppointmentBooked, row, house.clinic.time_zone)
    else:
        record(FACTS[command.status], row, house.clinic.time_zone, before=before)


def _what_it_held(seen: AppointmentView) -> Wish:
    length = seen.ends_at - seen.starts_at
    return Wish(seen.practitioner_id, [seen.room_id], length, equipment=seen.equipment_ids)
