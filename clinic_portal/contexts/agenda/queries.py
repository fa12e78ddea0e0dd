"""What the agenda reads: composed once, answered as frozen values."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, func, select

from clinic_portal.contexts.agenda.models import Appointment, AppointmentChange, AppointmentType, PatientCard
from clinic_portal.contracts.agenda import (
    AppointmentStatus,
    AppointmentTypeView,
    AppointmentView,
    Change,
    DayEntry,
    Message,
)
from clinic_portal.foundation.clock import at_local, local_minutes
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.tenancy import current_clinic_id
from clinic_portal.foundation.work import current_work

A, P = Appointment, PatientCard
WITH_CARD = and_(P.clinic_id == A.clinic_id, P.patient_id == A.patient_id)
OWN_PREDICATE = {REVIEWED: "names its clinic itself, so that it is compiled once"}

_DAY = (
    select(
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
    )
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
        A.starts_at,
        A.ends_at,
        A.status,
        A.confirmed_at,
        A.message,
        A.cancellation_reason,
        A.note,
    )
    .join(P, WITH_CARD)
    .where(A.clinic_id == bindparam("clinic_id"))
    .execution_options(**OWN_PREDICATE)
)
_ONE = _APPOINTMENT.where(A.id == bindparam("appointment_id"))
_OF_PATIENT = (
    _APPOINTMENT.where(A.patient_id == bindparam("patient_id"))
    .order_by(A.starts_at.desc(), A.id)
    .limit(bindparam("most"))
)


def day_entries(branch_id: int, day: date, time_zone: str) -> tuple[DayEntry, ...]:
    """A branch's appointments of a local day, by time."""
    rows = current_work().execute(
        _DAY,
        {
            "clinic_id": current_clinic_id(),
            "branch_id": branch_id,
            "first": at_local(day, 0, time_zone),
            "after": at_local(day + timedelta(days=1), 0, time_zone),
        },
    )
    return tuple(_entry(tuple(row), time_zone) for row in rows)


def _entry(row: tuple[Any, ...], time_zone: str) -> DayEntry:
    (id_, version, practitioner, room, patient, name, phone, type_, starts, ends, status, confirmed, message, note) = (
        row
    )
    return DayEntry.model_construct(
        id=id_,
        version=version,
        practitioner_id=practitioner,
        room_id=room,
        patient_id=patient,
        patient_name=name,
        patient_phone=phone,
        type_id=type_,
        starts=local_minutes(starts, time_zone),
        minutes=int((ends - starts).total_seconds()) // 60,
        status=AppointmentStatus(status),
        confirmed=confirmed is not None,
        message=Message(message),
        note=note,
    )


def appointment(appointment_id: int) -> AppointmentView:
    row = (
        current_work().execute(_ONE, {"clinic_id": current_clinic_id(), "appointment_id": appointment_id}).one_or_none()
    )
    if row is None:
        raise NotFound
    return AppointmentView.model_validate(row._asdict())


def patient_appointments(patient_id: int, limit: int) -> tuple[AppointmentView, ...]:
    values = {"clinic_id": current_clinic_id(), "patient_id": patient_id, "most": limit}
    return tuple(AppointmentView.model_validate(row._asdict()) for row in current_work().execute(_OF_PATIENT, values))


def history(appointment_id: int) -> tuple[Change, ...]:
    """Newest first; NotFound when there is no such appointment."""
    c = AppointmentChange
    rows = current_work().execute(
        select(c.at, c.user_id, c.what, c.detail, c.was_at)
        .where(c.appointment_id == appointment_id)
        .order_by(c.id.desc())
    )
    found = tuple(Change.model_validate(row._asdict()) for row in rows)
    if not found:
        raise NotFound
    return found


def types() -> tuple[AppointmentTypeView, ...]:
    t = AppointmentType
    rows = current_work().execute(select(t.id, t.name, t.minutes, t.hue).order_by(t.name))
    return tuple(AppointmentTypeView.model_validate(row._asdict()) for row in rows)


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
