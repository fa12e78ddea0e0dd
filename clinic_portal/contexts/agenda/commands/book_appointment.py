"""Book an appointment: practitioner and room are free, or the refusal says who is in the way."""

from datetime import timedelta

from sqlalchemy import BindParameter, bindparam, select

from clinic_portal.contexts.agenda.capacity import Place, take_room, write
from clinic_portal.contexts.agenda.models import Appointment, AppointmentType, PatientCard
from clinic_portal.contexts.agenda.record import note_hours, note_overruled, record
from clinic_portal.contexts.agenda.whereabouts import practitioner_at
from clinic_portal.contracts.agenda import (
    AppointmentBooked,
    AppointmentStatus,
    BookAppointment,
    InThePast,
    UnknownChoice,
)
from clinic_portal.contracts.clinics import ClinicDirectory, PractitionerView
from clinic_portal.foundation.clock import local_day, today
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.database.hot import HotRead
from clinic_portal.foundation.work import current_work

_CLINIC: BindParameter[int] = bindparam("clinic_id")
_CHOICES = HotRead(
    select(
        select(PatientCard.patient_id)
        .where(PatientCard.clinic_id == _CLINIC, PatientCard.patient_id == bindparam("patient_id"))
        .exists(),
        select(AppointmentType.id)
        .where(AppointmentType.clinic_id == _CLINIC, AppointmentType.id == bindparam("type_id"))
        .exists(),
    ).execution_options(**{REVIEWED: "names its clinic itself, so that it is compiled once"})
)


def book_appointment(command: BookAppointment, house: ClinicDirectory) -> int:
    """Gives the new appointment's id; raises UnknownChoice, InThePast, OutsideHours or Overlapped."""
    zone = house.clinic.time_zone
    practitioner = practitioner_at(house, command.practitioner_id, command.starts_at, room_id=command.room_id)
    _check_choices(command)
    if local_day(command.starts_at, zone) < today(zone):
        raise InThePast
    place = take_room(
        house,
        practitioner,
        room_id=command.room_id,
        starts_at=command.starts_at,
        minutes=command.minutes,
        anyway=command.anyway,
    )
    row = _row(command, practitioner, place)
    write(row)
    record(AppointmentBooked, row, zone, notify=command.notify)
    note_overruled(row, place.overruled, zone)
    note_hours(row, zone, overruled=place.outside_hours)
    return row.id


def _check_choices(command: BookAppointment) -> None:
    """Patient and kind are this clinic's, in one statement."""
    ((patient, kind),) = _CHOICES.rows(current_work(), patient_id=command.patient_id, type_id=command.type_id)
    if not patient:
        raise UnknownChoice("patient_id")
    if not kind:
        raise UnknownChoice("type_id")


def _row(command: BookAppointment, practitioner: PractitionerView, place: Place) -> Appointment:
    return Appointment(
        branch_id=practitioner.branch_id,
        practitioner_id=practitioner.id,
        room_id=place.room_id,
        patient_id=command.patient_id,
        type_id=command.type_id,
        starts_at=command.starts_at,
        ends_at=command.starts_at + timedelta(minutes=command.minutes),
        status=AppointmentStatus.BOOKED.value,
        note=command.note,
        overbooked=place.overruled is not None,
    )
