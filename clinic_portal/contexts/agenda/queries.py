"""What the agenda reads: composed once, answered as frozen values."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_, bindparam, func, literal_column, select, text, union_all

from clinic_portal.contexts.agenda.equipment.models import AppointmentEquipment
from clinic_portal.contexts.agenda.holds.shown import HELD, HELD_COLUMNS, H, held_slot
from clinic_portal.contexts.agenda.models import Appointment, AppointmentChange, MoveWish, PatientCard
from clinic_portal.contracts.agenda import (
    AppointmentStatus,
    Change,
    DayEntry,
    HeldSlot,
    Message,
    PatientPast,
)
from clinic_portal.foundation.clock import at_local, now
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.database.hot import HotRead
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work

A, E, P, W = Appointment, AppointmentEquipment, PatientCard, MoveWish
WITH_CARD = and_(P.clinic_id == A.clinic_id, P.patient_id == A.patient_id)
OWN_PREDICATE = {REVIEWED: "names its clinic itself, so that it is compiled once"}

DAY_COLUMNS = (
    A.id,
    A.version,
    A.practitioner_id,
    A.room_id,
    A.patient_id,
    P.name,
    P.phone,
    A.type_id,
    A.starts_at,
    A.ends_at,
    A.status,
    A.confirmed_at,
    A.message,
    A.note,
    A.overbooked,
    A.session_key,
    A.seats,
    select(W.appointment_id).where(W.clinic_id == A.clinic_id, W.appointment_id == A.id).exists(),
    A.series_place,
    A.series_size,
    A.video_url,
    A.substate_id,
)
"""What `entry` reads, in its order."""

STARTS, STATE = DAY_COLUMNS.index(A.starts_at), DAY_COLUMNS.index(A.status)
_DAY = HotRead(
    union_all(
        select(*DAY_COLUMNS)
        .join(P, WITH_CARD)
        .where(
            A.clinic_id == bindparam("clinic_id"),
            A.branch_id == bindparam("branch_id"),
            A.starts_at >= bindparam("first"),
            A.starts_at < bindparam("after"),
        ),
        select(*HELD_COLUMNS).where(
            H.clinic_id == bindparam("clinic_id"),
            H.branch_id == bindparam("branch_id"),
            H.starts_at >= bindparam("first"),
            H.starts_at < bindparam("after"),
            H.expires_at > bindparam("moment"),
        ),
    )
    .order_by(text(f"{STARTS + 1}, 1"))
    .execution_options(**OWN_PREDICATE)
)
_PAST = HotRead(
    select(
        func.max(A.starts_at).filter(A.status == literal_column("'fulfilled'")),
        func.count().filter(A.status == literal_column("'noshow'")),
    )
    .where(
        A.clinic_id == bindparam("clinic_id"),
        A.patient_id == bindparam("patient_id"),
        A.starts_at < bindparam("before"),
    )
    .execution_options(**OWN_PREDICATE)
)
C = AppointmentChange
_HISTORY = HotRead(
    select(C.at, C.user_id, C.what, C.detail, C.was_at, C.before.op("?")(literal_column("'status'")))
    .where(C.clinic_id == bindparam("clinic_id"), C.appointment_id == bindparam("appointment_id"))
    .order_by(C.id.desc())
    .execution_options(**OWN_PREDICATE)
)
_MINUTE = timedelta(minutes=1)
_STATUS = {status.value: status for status in AppointmentStatus}
_MESSAGE = {message.value: message for message in Message}


def day_entries(branch_id: int, day: date, time_zone: str) -> tuple[tuple[DayEntry, ...], tuple[HeldSlot, ...]]:
    """A branch's appointments of a local day and what is held of it, by time."""
    rows = _DAY.rows(
        current_work(),
        branch_id=branch_id,
        first=at_local(day, 0, time_zone),
        after=at_local(day + timedelta(days=1), 0, time_zone),
        moment=now(),
    )
    zone = ZoneInfo(time_zone)
    entries = tuple(entry(row, zone) for row in rows if row[STATE] != HELD)
    held = len(entries) < len(rows)
    return entries, tuple(held_slot(row, zone) for row in rows if row[STATE] == HELD) if held else ()


def entry(row: tuple[Any, ...], zone: ZoneInfo) -> DayEntry:
    """A row of `DAY_COLUMNS`."""
    id_, version, practitioner, room, patient, name, phone, type_, starts, ends, status, confirmed, *rest = row
    message, note, overbooked, session, seats, asked_to_move, place, size, video_url, substate_id = rest
    local = starts.astimezone(zone)
    return DayEntry.trusted(
        id=id_,
        version=version,
        practitioner_id=practitioner,
        room_id=room,
        patient_id=patient,
        patient_name=name,
        patient_phone=phone,
        type_id=type_,
        starts=local.hour * 60 + local.minute,
        minutes=(ends - starts) // _MINUTE,
        status=_STATUS[status],
        confirmed=confirmed is not None,
        message=_MESSAGE[message],
        note=note,
        overbooked=overbooked,
        session=session,
        seats=seats,
        asked_to_move=asked_to_move,
        series_place=place,
        series_size=size,
        video_url=video_url,
        substate_id=substate_id,
    )


def patient_past(patient_id: int, before: datetime) -> PatientPast:
    ((last_visit, noshows),) = _PAST.rows(current_work(), patient_id=patient_id, before=before)
    return PatientPast(last_visit=last_visit, noshows=noshows)


def history(appointment_id: int) -> tuple[Change, ...]:
    """Newest first; NotFound when there is no such appointment."""
    found = tuple(
        Change(at=at, user_id=user_id, what=what, detail=detail, was_at=was_at, undoable=bool(undoable))
        for at, user_id, what, detail, was_at, undoable in _HISTORY.rows(current_work(), appointment_id=appointment_id)
    )
    if not found:
        raise NotFound
    return found


def coming_count(branch_id: int | None, room_id: int | None, practitioner_id: int | None) -> int:
    """Appointments that hold time and have not ended, of those that are named."""
    named = ((A.branch_id, branch_id), (A.room_id, room_id), (A.practitioner_id, practitioner_id))
    wanted = [column == value for column, value in named if value is not None]
    found = select(func.count()).select_from(A).where(A.holds, A.ends_at > now(), *wanted)
    return current_work().scalar(found) or 0


def day_counts(branch_id: int, first: date, days: int, time_zone: str) -> tuple[int, ...]:
    """Appointments that hold time, for each local day."""
    local_day = func.date(func.timezone(time_zone, A.starts_at))
    rows = current_work().execute(
        select(local_day, func.count())
        .where(
            A.branch_id == branch_id,
            A.holds,
            A.starts_at >= at_local(first, 0, time_zone),
            A.starts_at < at_local(first + timedelta(days=days), 0, time_zone),
        )
        .group_by(local_day)
    )
    counts: dict[date, int] = {row[0]: row[1] for row in rows}
    return tuple(counts.get(first + timedelta(days=offset), 0) for offset in range(days))
