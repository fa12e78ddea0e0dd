"""Appointments as the door tells them: one, some, a patient's, a group's, a series', and those still expected."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ARRAY, BigInteger, bindparam, func, literal_column, or_, select
from sqlalchemy.orm import aliased

from clinic_portal.contexts.agenda.equipment.models import AppointmentEquipment
from clinic_portal.contexts.agenda.queries import OWN_PREDICATE, WITH_CARD, A, P
from clinic_portal.contracts.agenda import AppointmentView
from clinic_portal.foundation.database.hot import HotRead
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work

E = AppointmentEquipment
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
        A.series_place,
        A.series_size,
        A.starts_at,
        A.ends_at,
        A.status,
        A.confirmed_at,
        A.message,
        A.cancellation_reason,
        A.note,
        A.video_url,
        A.substate_id,
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
        A.status.in_([literal_column(f"'{status}'") for status in ("pending", "booked", "arrived")]),
        or_(_WHOM == 0, A.practitioner_id == _WHOM),
        or_(_WHERE == 0, A.room_id == _WHERE),
        or_(_AT == 0, A.branch_id == _AT),
    )
    .order_by(A.starts_at, A.id)
    .limit(bindparam("most"))
)
_ITSELF = aliased(A)
_GROUP = HotRead(
    _APPOINTMENT.join(_ITSELF, (_ITSELF.clinic_id == A.clinic_id) & (_ITSELF.session_key == A.session_key))
    .where(_ITSELF.id == bindparam("appointment_id"), A.status != literal_column("'cancelled'"))
    .order_by(P.name, A.id)
)
_OF_SERIES = HotRead(_APPOINTMENT.where(A.series_id == bindparam("series_id")).order_by(A.starts_at, A.id))


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
