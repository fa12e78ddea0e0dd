"""Add, change and retire kinds of appointment; what is booked stays as it was booked."""

from collections.abc import Iterable

from sqlalchemy import select

from clinic_portal.contexts.agenda.equipment.models import Equipment
from clinic_portal.contexts.agenda.kinds.queries import view
from clinic_portal.contexts.agenda.models import AppointmentType
from clinic_portal.contracts.agenda import (
    AddAppointmentType,
    AppointmentTypeView,
    EditAppointmentType,
    KindFields,
    KindNameTaken,
    RetireAppointmentType,
    UnknownChoice,
)
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.naming import named_once
from clinic_portal.foundation.refusals import NotFound, Stale
from clinic_portal.foundation.work import current_work

_NAME = "uq_appointment_type_name"


def add_type(command: AddAppointmentType, house: ClinicDirectory) -> AppointmentTypeView:
    """Raises KindNameTaken or UnknownChoice."""
    _check_places(command, house)
    row = AppointmentType(**_columns(command))
    with named_once(KindNameTaken, _NAME):
        current_work().add(row)
    return view(row)


def edit_type(command: EditAppointmentType, house: ClinicDirectory) -> AppointmentTypeView:
    """Raises KindNameTaken, UnknownChoice, NotFound, or Stale with what stands."""
    row = _held(command.type_id, command.version)
    _check_places(command, house)
    with named_once(KindNameTaken, _NAME):
        for name, value in _columns(command).items():
            setattr(row, name, value)
    return view(row)


def retire_type(command: RetireAppointmentType) -> AppointmentTypeView:
    """Raises NotFound, or Stale with what stands; what is so already stays."""
    row = _held(command.type_id, command.version)
    if (row.retired_at is not None) != command.retired:
        row.retired_at = now() if command.retired else None
        current_work().flush()
    return view(row)


def _held(type_id: int, version: int) -> AppointmentType:
    statement = select(AppointmentType).where(AppointmentType.id == type_id).with_for_update(key_share=True)
    row: AppointmentType | None = current_work().scalar(statement)
    if row is None:
        raise NotFound
    if row.version != version:
        raise Stale(view(row))
    return row


def _columns(command: KindFields) -> dict[str, object]:
    fields = command.model_dump(include=set(KindFields.model_fields))
    return {name: list(value) if isinstance(value, tuple) else value for name, value in fields.items()}


def _check_places(command: KindFields, house: ClinicDirectory) -> None:
    """Another clinic's practitioners, rooms, branches and equipment are none; those retired here may stay."""
    equipment = current_work().scalars(select(Equipment.id).where(Equipment.id.in_(command.equipment_ids)))
    past = house.past
    _check(
        "practitioner_ids", command.practitioner_ids, (one.id for one in (*house.practitioners, *past.practitioners))
    )
    _check("room_ids", command.room_ids, (one.id for one in (*house.rooms, *past.rooms)))
    _check("branch_ids", command.branch_ids, (one.id for one in (*house.branches, *past.branches)))
    _check("equipment_ids", command.equipment_ids, equipment)


def _check(field: str, wished: Iterable[int], known: Iterable[int]) -> None:
    if not set(wished) <= set(known):
        raise UnknownChoice(field)
