"""An appointment is put where a move wants it: written, its pieces with it, and noted with how it stood before."""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import delete

from clinic_portal.contexts.agenda.acts import Act
from clinic_portal.contexts.agenda.capacity import write
from clinic_portal.contexts.agenda.models import Appointment, MoveWish
from clinic_portal.contexts.agenda.pieces import hold_pieces, release_pieces
from clinic_portal.contexts.agenda.places import Place, Wish
from clinic_portal.contexts.agenda.queue.follow import follow_move
from clinic_portal.contexts.agenda.record import note_hours, note_overruled, record
from clinic_portal.contexts.agenda.settle import settle
from clinic_portal.contexts.agenda.standing import Wished, standing
from clinic_portal.contracts.agenda import AppointmentMoved, AppointmentStatus, Clash, MoveAppointment
from clinic_portal.contracts.clinics import PractitionerView
from clinic_portal.foundation.clock import local_day
from clinic_portal.foundation.work import current_work


class Target(NamedTuple):
    """Where a move leads: the place was found for the wish, over the `clash` if that is overruled.

    `equipped` says whether there may be pieces to give back.
    """

    practitioner: PractitionerView
    place: Place
    wish: Wish
    clash: Clash | None
    equipped: bool


def put(row: Appointment, to: Target, command: MoveAppointment, time_zone: str, act: Act | None = None) -> None:
    """The row is locked; raises Overlapped, for the database has the last word."""
    before, was_at = standing(row), row.starts_at
    agreed, visit = _agreed(row), _visit(row, time_zone)
    if to.equipped:
        before = before.model_copy(update={"equipment_ids": release_pieces(row.id)})
    settle(row, to.practitioner, to.place, to.wish, command.starts_at)
    if agreed != _agreed(row):
        row.confirmed_at = None
    if visit != _visit(row, time_zone) and row.status == AppointmentStatus.ARRIVED:
        row.status = AppointmentStatus.BOOKED.value
    if was_at != row.starts_at:
        before = before.model_copy(update={"wished": _settled_wish(row.id)})
    write(row, to.wish)
    hold_pieces(row, to.place, to.wish)
    follow_move(row, time_zone)
    record(AppointmentMoved, row, time_zone, was_at=was_at, before=before, act=act, notify=command.notify)
    note_overruled(row, to.clash, time_zone)
    note_hours(row, time_zone, overruled=to.place.outside_hours)


def _agreed(row: Appointment) -> tuple[datetime, int, int]:
    """What a patient's yes is about: when, with whom and at which branch; the room is the clinic's own matter."""
    return row.starts_at, row.practitioner_id, row.branch_id


def _visit(row: Appointment, time_zone: str) -> tuple[date, int]:
    """On which day and at which branch: whoever has come there has not come elsewhere."""
    return local_day(row.starts_at, time_zone), row.branch_id


def _settled_wish(appointment_id: int) -> Wished | None:
    """The patient's wish, which this move answers."""
    gone = delete(MoveWish).where(MoveWish.appointment_id == appointment_id).returning(MoveWish.wish, MoveWish.asked_at)
    row = current_work().execute(gone).one_or_none()
    return Wished(wish=row.wish, asked_at=row.asked_at) if row else None
