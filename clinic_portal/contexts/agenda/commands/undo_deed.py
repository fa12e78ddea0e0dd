"""Take the last deed back: the appointment stands again as it did, if its place is still free; with its whole act."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from clinic_portal.contexts.agenda import appointment_views
from clinic_portal.contexts.agenda.acts import Act
from clinic_portal.contexts.agenda.capacity import write
from clinic_portal.contexts.agenda.models import Appointment, MoveWish
from clinic_portal.contexts.agenda.open_appointment import open_appointment
from clinic_portal.contexts.agenda.pieces import hold_pieces, release_pieces
from clinic_portal.contexts.agenda.places import Place, Wish
from clinic_portal.contexts.agenda.queue.follow import follow, follow_move
from clinic_portal.contexts.agenda.record import record
from clinic_portal.contexts.agenda.settle import settle
from clinic_portal.contexts.agenda.standing import NOT_THERE, Standing
from clinic_portal.contexts.agenda.told_together import tell_undone
from clinic_portal.contexts.agenda.undoing.deeds import UNDONE, Deed, Lines, deeds_with, lines_of
from clinic_portal.contexts.agenda.undoing.places import lock_old_places, needs_place, old_place
from clinic_portal.contracts.agenda import (
    AppointmentStatus,
    AppointmentUndone,
    AppointmentView,
    NothingToUndo,
    UndoDeed,
)
from clinic_portal.contracts.clinics import ClinicDirectory, PractitionerView
from clinic_portal.foundation.refusals import Stale
from clinic_portal.foundation.work import current_work

BY_UNDOING = "undone"
"""Why what was booked is cancelled."""


def undo_deed(command: UndoDeed, house: ClinicDirectory) -> int:
    """How many it put back; raises NotFound, Stale, NothingToUndo or Overlapped. What is undone stays undone."""
    this = command.appointment_id
    shown, lines = appointment_views.appointment(this), lines_of(this)
    if _is_undone(lines, shown, command):
        return 1
    if shown.version != command.version:
        raise Stale(shown)
    deeds = deeds_with(this, lines)
    seen = appointment_views.appointments(list(deeds))
    lock_old_places(house, deeds, seen)
    rows = _opened(command, seen)
    if lines_of(this)[0].id != deeds[this].line:
        raise NothingToUndo
    series = len(rows) > 1 and all(row.series_id for row in rows.values())
    group = _is_whole_group(list(rows.values()))
    act, coming = Act(told_together=True) if series else None, _in_order(deeds, seen)
    while coming:
        one = coming.pop(0)
        _take_back(rows[one], deeds[one], seen[one], house, coming, act=act, keeps_session=group)
    if series:
        tell_undone(list(rows.values()), [one for one, deed in deeds.items() if deed.told_before])
    return len(deeds)


def _is_undone(lines: Lines, seen: AppointmentView, command: UndoDeed) -> bool:
    """A second press of the same: one version on, and by undoing."""
    return lines[0].what == UNDONE and seen.version == command.version + 1


def _opened(command: UndoDeed, seen: Mapping[int, AppointmentView]) -> dict[int, Appointment]:
    """All of them locked in the order of their ids, as they were seen; raises Stale."""
    session, ids = current_work(), sorted(seen)
    if len(ids) > 1:
        session.execute(
            select(Appointment.id).where(Appointment.id.in_(ids)).order_by(Appointment.id).with_for_update()
        )
    versions = {one: found.version for one, found in seen.items()} | {command.appointment_id: command.version}
    return {one: open_appointment(one, versions[one]) for one in ids}


def _is_whole_group(rows: Sequence[Appointment]) -> bool:
    """Whether they share a session with nobody else: then they keep it, and are not in each other's way."""
    keys = {row.session_key for row in rows}
    if len(rows) < 2 or len(keys) > 1:
        return False
    others = (Appointment.session_key.in_(keys), Appointment.holds, Appointment.id.not_in([row.id for row in rows]))
    return current_work().scalar(select(Appointment.id).where(*others).limit(1)) is None


def _in_order(deeds: Mapping[int, Deed], seen: Mapping[int, AppointmentView]) -> list[int]:
    """Whoever goes away first makes room for the next of the same series."""

    def stood(one: int) -> datetime:
        return deeds[one].before.starts_at or seen[one].starts_at

    later = any(stood(one) > seen[one].starts_at for one in deeds)
    return sorted(deeds, key=lambda one: (stood(one), one), reverse=later)


def _take_back(
    row: Appointment,
    deed: Deed,
    seen: AppointmentView,
    house: ClinicDirectory,
    coming: Collection[int],
    *,
    act: Act | None,
    keeps_session: bool,
) -> None:
    before, zone, placed = deed.before, house.clinic.time_zone, None
    was_at, same = row.starts_at, (row.practitioner_id, row.room_id, row.starts_at)
    if needs_place(before, seen):
        place, wish = old_place(before, seen, coming)
        placed = (replace(place, session=row.session_key, seat=row.seat) if keeps_session else place), wish
        release_pieces(row.id)
        settle(row, _practitioner(house, before), *placed, before.starts_at or was_at)
    _restate(row, before)
    _write(row, placed)
    if (row.practitioner_id, row.room_id, row.starts_at) != same:
        follow_move(row, zone)
    follow(row, zone)
    record(AppointmentUndone, row, zone, was_at=was_at, act=act, deed=deed.word, notify=deed.told_before)


def _write(row: Appointment, placed: tuple[Place, Wish] | None) -> None:
    write(row, placed[1] if placed else None)
    if placed:
        hold_pieces(row, *placed)


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
    row.confirmed_at, row.video_url = before.confirmed_at, before.video_url
    row.substate_id = before.substate_id
    if before.wished:
        current_work().add(MoveWish(appointment_id=row.id, wish=before.wished.wish, asked_at=before.wished.asked_at))
