"""Move an appointment in time, to another practitioner or to another room."""

from sqlalchemy import delete

from clinic_portal.contexts.agenda.acts import Act
from clinic_portal.contexts.agenda.capacity import take_place, write
from clinic_portal.contexts.agenda.holds.giving_up import give_up
from clinic_portal.contexts.agenda.kinds import facts
from clinic_portal.contexts.agenda.models import MoveWish
from clinic_portal.contexts.agenda.occupied import named
from clinic_portal.contexts.agenda.open_appointment import open_unfinished
from clinic_portal.contexts.agenda.pieces import hold_pieces, release_pieces
from clinic_portal.contexts.agenda.queue.follow import follow_move
from clinic_portal.contexts.agenda.record import note_hours, note_overruled, record
from clinic_portal.contexts.agenda.settle import settle
from clinic_portal.contexts.agenda.standing import Wished, standing
from clinic_portal.contexts.agenda.whereabouts import practitioner_at
from clinic_portal.contexts.agenda.wishes import wish_of
from clinic_portal.contracts.agenda import AppointmentMoved, InThePast, MoveAppointment
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.clock import local_day, today
from clinic_portal.foundation.work import current_work


def move_appointment(command: MoveAppointment, house: ClinicDirectory, act: Act | None = None) -> None:
    """Raises UnknownChoice, NotForThisKind, InThePast, NotFound, Stale, NotThatStep, OutsideHours or Overlapped."""
    zone, moved = house.clinic.time_zone, command.appointment_id
    practitioner = practitioner_at(house, command.practitioner_id, command.starts_at, room_id=command.room_id)
    if local_day(command.starts_at, zone) < today(zone):
        raise InThePast
    kind, equipped = facts.of_appointment(moved)
    wish = wish_of(house, practitioner, kind, room_id=command.room_id, minutes=command.minutes)
    place = take_place(
        house, practitioner, wish, command.starts_at, ignoring=moved, anyway=command.anyway, hold=command.hold
    )
    clash = named(place.conflict) if place.conflict else None
    row = open_unfinished(moved, command.version)
    before, was_at = standing(row), row.starts_at
    if equipped:
        before = before.model_copy(update={"equipment_ids": release_pieces(moved)})
    settle(row, practitioner, place, wish, command.starts_at)
    if was_at != row.starts_at:
        row.confirmed_at = None
        before = before.model_copy(update={"wished": _settled_wish(row.id)})
    write(row, wish)
    hold_pieces(row, place, wish)
    if command.hold:
        give_up(command.hold, zone)
    follow_move(row)
    record(AppointmentMoved, row, zone, was_at=was_at, before=before, act=act, notify=command.notify)
    note_overruled(row, clash, zone)
    note_hours(row, zone, overruled=place.outside_hours)


def _settled_wish(appointment_id: int) -> Wished | None:
    """The patient's wish, which this move answers."""
    gone = delete(MoveWish).where(MoveWish.appointment_id == appointment_id).returning(MoveWish.wish, MoveWish.asked_at)
    row = current_work().execute(gone).one_or_none()
    return Wished(wish=row.wish, asked_at=row.asked_at) if row else None
