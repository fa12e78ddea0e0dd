"""Move an appointment in time, to another practitioner or to another room."""

from datetime import timedelta

from clinic_portal.contexts.agenda.capacity import take_room, write
from clinic_portal.contexts.agenda.open_appointment import open_unfinished
from clinic_portal.contexts.agenda.queue.follow import follow_move
from clinic_portal.contexts.agenda.record import note_hours, note_overruled, record
from clinic_portal.contexts.agenda.whereabouts import practitioner_at
from clinic_portal.contracts.agenda import AppointmentMoved, InThePast, MoveAppointment
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.clock import local_day, today


def move_appointment(command: MoveAppointment, house: ClinicDirectory) -> None:
    """Raises UnknownChoice, InThePast, NotFound, Stale, NotThatStep, OutsideHours or Overlapped."""
    zone = house.clinic.time_zone
    practitioner = practitioner_at(house, command.practitioner_id, command.starts_at, room_id=command.room_id)
    if local_day(command.starts_at, zone) < today(zone):
        raise InThePast
    place = take_room(
        house,
        practitioner,
        room_id=command.room_id,
        starts_at=command.starts_at,
        minutes=command.minutes,
        ignoring=command.appointment_id,
        anyway=command.anyway,
    )
    row = open_unfinished(command.appointment_id, command.version)
    was_at = row.starts_at
    row.practitioner_id, row.branch_id, row.room_id = practitioner.id, practitioner.branch_id, place.room_id
    row.overbooked = place.overruled is not None
    row.starts_at, row.ends_at = command.starts_at, command.starts_at + timedelta(minutes=command.minutes)
    if was_at != row.starts_at:
        row.confirmed_at = None
    write(row)
    follow_move(row)
    record(AppointmentMoved, row, zone, was_at=was_at, notify=command.notify)
    note_overruled(row, place.overruled, zone)
    note_hours(row, zone, overruled=place.outside_hours)
