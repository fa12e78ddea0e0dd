"""Take an appointment one step on or back: arrived, in room, done, no-show, booked again."""

from clinic_portal.contexts.agenda import appointment_views
from clinic_portal.contexts.agenda.asked import count_anew
from clinic_portal.contexts.agenda.capacity import retake_place, write
from clinic_portal.contexts.agenda.locks import locked
from clinic_portal.contexts.agenda.open_appointment import open_appointment
from clinic_portal.contexts.agenda.places import Wish
from clinic_portal.contexts.agenda.queue.follow import follow
from clinic_portal.contexts.agenda.record import FACTS, record
from clinic_portal.contexts.agenda.rules import may_step, too_early
from clinic_portal.contexts.agenda.standing import standing
from clinic_portal.contracts.agenda import (
    AppointmentBooked,
    AppointmentStatus as Status,
    AppointmentView,
    DayToCome,
    MarkAppointment,
    NotThatStep,
)
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.clock import local_day, now, today


def mark_appointment(command: MarkAppointment, house: ClinicDirectory) -> None:
    """Raises NotFound, Stale, NotThatStep, DayToCome or, when a freed time was given away meanwhile, Overlapped."""
    seen = appointment_views.appointment(command.appointment_id)
    if seen.status is Status.NOSHOW:
        locked(_what_it_held(seen), seen.branch_id)
    row = open_appointment(command.appointment_id, command.version)
    if command.status not in FACTS:
        raise NotThatStep
    if not may_step(Status(row.status), command.status, begun=row.starts_at <= now()):
        raise NotThatStep
    zone = house.clinic.time_zone
    if too_early(command.status, local_day(row.starts_at, zone), today(zone)):
        raise DayToCome
    if seen.status is Status.NOSHOW:
        retake_place(row)
    before = standing(row)
    row.status = command.status.value
    write(row)
    follow(row, zone)
    if seen.status is Status.PENDING:
        # What a patient asked for is booked only now, and told of as anything that is.
        count_anew()
        record(AppointmentBooked, row, zone)
    else:
        record(FACTS[command.status], row, zone, before=before)


def _what_it_held(seen: AppointmentView) -> Wish:
    length = seen.ends_at - seen.starts_at
    return Wish(seen.practitioner_id, [seen.room_id], length, equipment=seen.equipment_ids)
