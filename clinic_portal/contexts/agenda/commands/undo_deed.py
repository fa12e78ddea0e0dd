"""Take the last deed back: the appointment stands again as it did, if its place is still free."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from clinic_portal.contexts.agenda import appointment_views, occupied
from clinic_portal.contexts.agenda.capacity import Overlapped, write
from clinic_portal.contexts.agenda.locks import locked
from clinic_portal.contexts.agenda.models import Appointment, AppointmentChange, MoveWish
from clinic_portal.contexts.agenda.open_appointment import open_appointment
from clinic_portal.contexts.agenda.pieces import hold_pieces, release_pieces
from clinic_portal.contexts.agenda.places import NO_TIME, Place, Wish, find_place
from clinic_portal.contexts.agenda.queue.follow import follow, follow_move
from clinic_portal.contexts.agenda.record import record
from clinic_portal.contexts.agenda.settle import settle
from clinic_portal.contexts.agenda.standing import NOT_THERE, STANDING, Standing
from clinic_portal.contracts.agenda import (
    UNDO_FOR,
    AppointmentStatus,
    AppointmentUndone,
    AppointmentView,
    NothingToUndo,
    UndoDeed,
)
from clinic_portal.contracts.clinics import ClinicDirectory, PractitionerView
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.refusals import NotFound, Stale
from clinic_portal.foundation.work import current_work

C = AppointmentChange
UNDONE, NOTES = "undone", ("overbooked",)
"""The word of what was taken back, and those that only say more of the deed before them."""
BY_UNDOING = "undone"
"""Why what was booked is cancelled."""
_FREE = (AppointmentStatus.CANCELLED, AppointmentStatus.NOSHOW)


@dataclass(frozen=True, slots=True)
class _Deed:
    word: str
    at: datetime
    before: Standing
    told_before: bool


def undo_deed(command: UndoDeed, house: ClinicDirectory) -> None:
    """Raises NotFound, Stale, NothingToUndo or Overlapped; what is undone already stays undone."""
    seen = appointment_views.appointment(command.appointment_id)
    lines = _lines(command.appointment_id)
    if _is_undone(lines, seen, command):
        return
    if seen.version != command.version:
        raise Stale(seen)
    deed = _deed(lines)
    before, zone = deed.before, house.clinic.time_zone
    placed = _place(before, seen) if _needs_place(before, seen) else None
    row = open_appointment(command.appointment_id, command.version)
    if _lines(command.appointment_id)[0].id != lines[0].id or now() - deed.at > UNDO_FOR:
        raise NothingToUndo
    was_at, same = row.starts_at, (row.practitioner_id, row.room_id)
    if placed:
        release_pieces(row.id)
        settle(row, _practitioner(house, before), *placed, before.starts_at or was_at)
    _restate(row, before)
    write(row, placed[1] if placed else None)
    if placed:
        hold_pieces(row, *placed)
    if (row.practitioner_id, row.room_id) != same:
        follow_move(row)
    follow(row, zone)
    record(AppointmentUndone, row, zone, was_at=was_at, deed=deed.word, notify=deed.told_before)


def _lines(appointment_id: int) -> list[AppointmentChange]:
    """Of its history, the newest first, without what is only said besides."""
    found = current_work().scalars(
        select(C).where(C.appointment_id == appointment_id, C.what.not_in(NOTES)).order_by(C.id.desc()).limit(50)
    )
    lines = list(found)
    if not lines:
        raise NotFound
    return lines


def _is_undone(lines: list[AppointmentChange], seen: AppointmentView, command: UndoDeed) -> bool:
    """A second press of the same: one version on, and by undoing."""
    return lines[0].what == UNDONE and seen.version == command.version + 1


def _deed(lines: list[AppointmentChange]) -> _Deed:
    last = lines[0]
    if last.before is None or now() - last.at > UNDO_FOR:
        raise NothingToUndo
    undone, told = 0, False
    for one in lines[1:]:
        # What was taken back since was not told of in the end.
        if one.what == UNDONE:
            undone += 1
        elif undone:
            undone -= 1
        else:
            told = told or one.before is None or bool(one.before.get("told", True))
    return _Deed(last.what, last.at, STANDING.validate_python(last.before), told)


def _needs_place(before: Standing, seen: AppointmentView) -> bool:
    """Whether it comes back to a time and place that it does not have now."""
    if before.status in {NOT_THERE, *_FREE}:
        return False
    stood = (before.practitioner_id, before.room_id, before.starts_at, before.ends_at)
    return seen.status in _FREE or stood != (seen.practitioner_id, seen.room_id, seen.starts_at, seen.ends_at)


def _place(before: Standing, seen: AppointmentView) -> tuple[Place, Wish]:
    """Its old place, under the locks; raises Overlapped when somebody else has it."""
    starts_at, ends_at = before.starts_at or seen.starts_at, before.ends_at or seen.ends_at
    equipment = seen.equipment_ids if seen.status in _FREE else before.equipment_ids
    wish = Wish(
        before.practitioner_id,
        [before.room_id],
        ends_at - starts_at,
        before=starts_at - before.busy_from if before.busy_from else NO_TIME,
        after=before.busy_until - ends_at if before.busy_until else NO_TIME,
        kind_id=seen.type_id,
        seats=before.seats,
        equipment=equipment,
    )
    wish = locked(wish, before.branch_id)
    place = find_place(occupied.busy(wish, *wish.stretch(starts_at), seen.id), wish, starts_at)
    if place.conflict and not before.overbooked:
        raise Overlapped(wish, starts_at, seen.id)
    return place, wish


def _practitioner(house: ClinicDirectory, before: Standing) -> PractitionerView:
    """At the branch where it was, even if they are gone since."""
    found = house.practitioner(before.practitioner_id)
    if found is None:
        raise NothingToUndo
    return found.model_copy(update={"branch_id": before.branch_id})


def _restate(row: Appointment, before: Standing) -> None:
    if before.status == NOT_THERE:
        row.status, row.cancellation_reason = AppointmentStatus.CANCELLED.value, BY_UNDOING
        return
    row.status, row.cancellation_reason = before.status, before.cancellation_reason
    row.confirmed_at = before.confirmed_at
    if before.wished:
        current_work().add(MoveWish(appointment_id=row.id, wish=before.wished.wish, asked_at=before.wished.asked_at))
