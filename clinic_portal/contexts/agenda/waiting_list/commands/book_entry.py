"""Somebody from the list is booked: the schedules are locked first, the entry after them, as everywhere."""

from datetime import datetime

from clinic_portal.contexts.agenda.commands.book_appointment import book_appointment
from clinic_portal.contexts.agenda.waiting_list import queries
from clinic_portal.contexts.agenda.waiting_list.commands.keep_entry import held
from clinic_portal.contexts.agenda.whereabouts import practitioner_at
from clinic_portal.contracts.agenda import (
    BookAppointment,
    BookWaiting,
    NotWaiting,
    WaitlistEntry,
    WaitlistState as State,
)
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.refusals import Stale
from clinic_portal.foundation.work import current_work


def book_waiting(command: BookWaiting, house: ClinicDirectory) -> int:
    """The appointment's id; raises as a booking does, and NotFound, Stale or NotWaiting."""
    entry = queries.entry(command.entry_id, today(house.clinic.time_zone))
    if entry.version != command.version:
        raise Stale(entry)
    return book_entry(house, entry, command.practitioner_id, command.branch_id, command.starts_at)


def book_entry(
    house: ClinicDirectory, entry: WaitlistEntry, practitioner_id: int, branch_id: int, starts_at: datetime
) -> int:
    """The same for somebody as they were read; raises Stale when what they wish has changed since."""
    if entry.state not in {State.WAITING, State.OFFERED}:
        raise NotWaiting
    wish = BookAppointment(
        idempotency_key=new_id(),
        patient_id=entry.patient_id,
        practitioner_id=practitioner_id,
        room_id=_room_there(house, practitioner_id, branch_id, starts_at),
        type_id=entry.type_id,
        starts_at=starts_at,
        minutes=entry.minutes,
        note=entry.note,
    )
    appointment_id = book_appointment(wish, house).id
    row = held(entry.id, house, entry.version)
    row.state, row.appointment_id = State.BOOKED.value, appointment_id
    current_work().flush()
    return appointment_id


def _room_there(house: ClinicDirectory, practitioner_id: int, branch_id: int, starts_at: datetime) -> int | None:
    """None where they are at that branch then, so that any room will do; else one that names the branch."""
    if practitioner_at(house, practitioner_id, starts_at).branch_id == branch_id:
        return None
    return next((room.id for room in house.rooms_of(branch_id)), None)
