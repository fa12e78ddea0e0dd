"""What the agenda reads: composed once, answered as frozen values."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ARRAY, BigInteger, and_, bindparam, func, literal_column, or_, select
from sqlalchemy.orm import aliased

from clinic_portal.contexts.agenda.equipment.models import AppointmentEquipment
from clinic_portal.contexts.agenda.models import Appointment, AppointmentChange, MoveWish, PatientCard
from clinic_portal.contracts.agenda import (
    AppointmentStatus,
    AppointmentView,
    Change,
    DayEntry,
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
)
"""What `entry` reads, in its order."""

_DAY = HotRead(
    select(*DAY_COLUMNS)
    .join(P, WITH_CARD)
    .where(
        A.clinic_id == bindparam("clinic_id"),
        A.branch_id == bindparam("branch_id"),
        A.starts_at >= bindparam("first"),
        A.starts_at < bindparam("after"),
    )
    .order_by(A.starts_at, A.id)
    .execution_options(**OWN_PREDICATE)
)
_APPOINTMENT = (
    select(
        A.id,
        A.version,
        A.branch_id,
        A.practitioner_id,
        A.room_id,
        A.patient_id,
        P.name.label("patient_name"),
        P.phone.label("patient_phone"),
        A.type_id,
        A.series_id,
        A.starts_at,
        A.ends_at,
        A.status,
        A.confirmed_at,
        A.message,
        A.cancellation_reason,
        A.note,
        A.overbooked,
        A.session_key.label("session"),
        A.seats,
        func.array(
            select(E.equipment_id)
            .where(E.clinic_id == A.clinic_id, E.appointment_id == A.id)
            .order_by(E.equipment_id)
            .scalar_subquery()
        ).label("equipment_ids"),
    )
    .join(P, WITH_CARD)
    .where(A.clinic_id == bindparam("clinic_id"))
    .execution_options(**OWN_PREDICATE)
)
_VIEW = tuple(column.key for column in _APPOINTMENT.selected_columns)
_ONE = HotRead(_APPOINTMENT.where(A.id == bindparam("appointment_id")))
_SOME = HotRead(_APPOINTMENT.where(A.id == func.any(bindparam("ids", type_=ARRAY(BigInteger)))))
_OF_PATIENT = HotRead(
    _APPOINTMENT.where(A.patient_id == bindparam("patient_id"))
    .order_by(A.starts_at.desc(), A.id)
    .limit(bindparam("most"))
)
_WHOM, _WHERE, _AT = (bindparam(name, type_=BigInteger) for name in ("practitioner_id", "room_id", "branch_id"))
_STANDING = HotRead(
    _APPOINTMENT.where(
        A.starts_at < bindparam("until"),
        A.ends_at > bindparam("first"),
        A.status.in_([literal_column("'booked'"), literal_column("'arrived'")]),
        or_(_WHOM == 0, A.practitioner_id == _WHOM),
        or_(_WHERE == 0, A.room_id == _WHERE),
        or_(_AT == 0, A.branch_id == _AT),
    )
    .order_by(A.starts_at, A.id)
    .limit(bindparam("most"))
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
_ITSELF = aliased(A)
_GROUP = HotRead(
    _APPOINTMENT.join(_ITSELF, (_ITSELF.clinic_id == A.clinic_id) & (_ITSELF.session_key == A.session_key))
    .where(_ITSELF.id == bindparam("appointment_id"), A.status != literal_column("'cancelled'"))
    .order_by(P.name, A.id)
)
_OF_SERIES = HotRead(_APPOINTMENT.where(A.series_id == bindparam("series_id")).order_by(A.starts_at, A.id))
C = AppointmentChange
_HISTORY = HotRead(
    select(C.at, C.user_id, C.what, C.detail, C.was_at)
    .where(C.clinic_id == bindparam("clinic_id"), C.appointment_id == bindparam("appointment_id"))
    .order_by(C.id.desc())
    .execution_options(**OWN_PREDICATE)
)
_MINUTE = timedelta(minutes=1)
_STATUS = {status.value: status for status in AppointmentStatus}
_MESSAGE = {message.value: message for message in Message}


def day_entries(branch_id: int, day: date, time_zone: str) -> tuple[DayEntry, ...]:
    """A branch's appointments of a local day, by time."""
    rows = _DAY.rows(
        current_work(),
        branch_id=branch_id,
        first=at_local(day, 0, time_zone),
        after=at_local(day + timedelta(days=1), 0, time_zone),
    )
    zone = ZoneInfo(time_zone)
    return tuple(entry(row, zone) for row in rows)


def entry(row: tuple[Any, ...], zone: ZoneInfo) -> DayEntry:
    """A row of `DAY_COLUMNS`."""
    id_, version, practitioner, room, patient, name, phone, type_, starts, ends, status, confirmed, *rest = row
    message, note, overbooked, session, seats, asked_to_move = rest
    local = starts.astimezone(zone)
    return DayEntry.model_construct(
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
    )


def appointment(appointment_id: int) -> AppointmentView:
    rows = _ONE.rows(current_work(), appointment_id=appointment_id)
    if not rows:
        raise NotFound
    return _view(rows[0])


def appointments(ids: Sequence[int]) -> dict[int, AppointmentView]:
    """Those of the ids that are there, in one statement."""
    rows = _SOME.rows(current_work(), ids=list(ids)) if ids else ()
    return {found.id: found for found in map(_view, rows)}


def group(appointment_id: int) -> tuple[AppointmentView, ...]:
    """By name; NotFound when there is no such appointment."""
    found = tuple(map(_view, _GROUP.rows(current_work(), appointment_id=appointment_id)))
    return found or (appointment(appointment_id),)


def patient_appointments(patient_id: int, limit: int) -> tuple[AppointmentView, ...]:
    return tuple(map(_view, _OF_PATIENT.rows(current_work(), patient_id=patient_id, most=limit)))


def patient_past(patient_id: int, before: datetime) -> PatientPast:
    ((last_visit, noshows),) = _PAST.rows(current_work(), patient_id=patient_id, before=before)
    return PatientPast(last_visit=last_visit, noshows=noshows)


def standing(
    first: datetime, until: datetime, most: int, *, practitioner_id: int = 0, room_id: int = 0, branch_id: int = 0
) -> tuple[AppointmentView, ...]:
    """Those that are still expected between two moments, by time; 0 for a practitioner, room or branch is any."""
    whose = {"practitioner_id": practitioner_id, "room_id": room_id, "branch_id": branch_id}
    return tuple(map(_view, _STANDING.rows(current_work(), first=first, until=until, most=most, **whose)))


def series_appointments(series_id: int) -> tuple[AppointmentView, ...]:
    """All of a series, by time."""
    return tuple(map(_view, _OF_SERIES.rows(current_work(), series_id=series_id)))


def _view(row: tuple[Any, ...]) -> AppointmentView:
    return AppointmentView.model_validate(dict(zip(_VIEW, row, strict=True)))


def history(appointment_id: int) -> tuple[Change, ...]:
    """Newest first; NotFound when there is no such appointment."""
    found = tuple(
        Change(at=at, user_id=user_id, what=what, detail=detail, was_at=was_at)
        for at, user_id, what, detail, was_at in _HISTORY.rows(current_work(), appointment_id=appointment_id)
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
