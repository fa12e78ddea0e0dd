"""What a booking must know of a kind of appointment, read with what else the booking asks; one statement each."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import BindParameter, bindparam, select

from clinic_portal.contexts.agenda.equipment.models import AppointmentEquipment
from clinic_portal.contexts.agenda.models import Appointment, AppointmentType, PatientCard
from clinic_portal.contracts.agenda import UnknownChoice
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.database.flight import Rows
from clinic_portal.foundation.database.hot import HotRead
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work

A, E, T = Appointment, AppointmentEquipment, AppointmentType
_OWN = {REVIEWED: "names its clinic itself, so that it is compiled once"}
_CLINIC: BindParameter[int] = bindparam("clinic_id")
_FACTS = (
    T.id,
    T.buffer_before,
    T.buffer_after,
    T.grid,
    T.seats,
    T.notice_minutes,
    T.horizon_days,
    T.practitioner_ids,
    T.room_ids,
    T.branch_ids,
    T.equipment_ids,
)
_CHOSEN = HotRead(
    select(PatientCard.name, PatientCard.phone, *_FACTS)
    .outerjoin(
        PatientCard, (PatientCard.clinic_id == T.clinic_id) & (PatientCard.patient_id == bindparam("patient_id"))
    )
    .where(T.clinic_id == _CLINIC, T.id == bindparam("type_id"), T.retired_at.is_(None))
    .execution_options(**_OWN)
)
_OF_APPOINTMENT = HotRead(
    select(
        A.practitioner_id,
        A.room_id,
        select(E.appointment_id).where(E.clinic_id == A.clinic_id, E.appointment_id == A.id).exists(),
        *_FACTS,
    )
    .join(T, (T.clinic_id == A.clinic_id) & (T.id == A.type_id))
    .where(A.clinic_id == _CLINIC, A.id == bindparam("appointment_id"))
    .execution_options(**_OWN)
)


@dataclass(frozen=True, slots=True)
class KindFacts:
    """As in the kind's view; lists that are empty allow all."""

    id: int
    buffer_before: int
    buffer_after: int
    grid: int
    seats: int
    notice_minutes: int
    horizon_days: int
    practitioner_ids: tuple[int, ...]
    room_ids: tuple[int, ...]
    branch_ids: tuple[int, ...]
    equipment_ids: tuple[int, ...]

    def given_by(self, practitioner_id: int, branch_id: int) -> bool:
        return _allows(self.practitioner_ids, practitioner_id) and _allows(self.branch_ids, branch_id)

    def given_in(self, room_id: int) -> bool:
        return _allows(self.room_ids, room_id)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A kind for a patient, and what the agenda shows of them."""

    kind: KindFacts
    name: str
    phone: str


def chosen(type_id: int, patient_id: int) -> Chosen:
    """The kind, if it and the patient are this clinic's; raises UnknownChoice, for a retired kind as well."""
    return chosen_soon(type_id, patient_id)()


def chosen_soon(type_id: int, patient_id: int) -> Callable[[], Chosen]:
    """The same, to be asked for after others have joined the flight."""
    asked = _CHOSEN.soon(current_work(), type_id=type_id, patient_id=patient_id)
    return lambda: _chosen(asked.rows())


def _chosen(rows: Rows) -> Chosen:
    if not rows:
        raise UnknownChoice("type_id")
    ((name, phone, *facts),) = rows
    if name is None:
        raise UnknownChoice("patient_id")
    return Chosen(_facts(facts), name, phone)


def for_offers(type_id: int) -> KindFacts:
    """The kind, whoever the patient will be; raises UnknownChoice."""
    rows = _CHOSEN.rows(current_work(), type_id=type_id, patient_id=0)
    if not rows:
        raise UnknownChoice("type_id")
    return _facts(rows[0][2:])


def of_appointment(appointment_id: int) -> tuple[KindFacts, bool]:
    """The kind of what is booked, and whether it has equipment; where it is now it may stay. Raises NotFound."""
    rows = _OF_APPOINTMENT.rows(current_work(), appointment_id=appointment_id)
    if not rows:
        raise NotFound
    ((practitioner_id, room_id, equipped, *rest),) = rows
    facts = _facts(rest)
    stays = replace(
        facts,
        practitioner_ids=_with(facts.practitioner_ids, practitioner_id),
        room_ids=_with(facts.room_ids, room_id),
    )
    return stays, equipped


def _facts(row: Any) -> KindFacts:
    values: Any = (tuple(value) if isinstance(value, list) else value for value in row)
    return KindFacts(*values)


def _allows(listed: tuple[int, ...], one: int) -> bool:
    return not listed or one in listed


def _with(listed: tuple[int, ...], one: int) -> tuple[int, ...]:
    return (*listed, one) if listed else ()
