"""Add, change and retire equipment, and say how many a room takes at once; what is booked stays booked.

Who changes how much can be booked waits at the schedule, as every booking does.
"""

from sqlalchemy import select

from clinic_portal.contexts.agenda.equipment.models import Equipment
from clinic_portal.contexts.agenda.equipment.queries import capacity_view, view
from clinic_portal.contexts.agenda.models import Schedule
from clinic_portal.contracts.agenda import (
    AddEquipment,
    EditEquipment,
    EquipmentNameTaken,
    EquipmentView,
    RetireEquipment,
    RoomCapacity,
    SetRoomCapacity,
    UnknownChoice,
)
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.naming import named_once
from clinic_portal.foundation.refusals import NotFound, Stale
from clinic_portal.foundation.work import current_work

_NAME = "uq_equipment_name"
OUT_OF_USE = 0


def add_equipment(command: AddEquipment, house: ClinicDirectory) -> EquipmentView:
    """Raises EquipmentNameTaken or UnknownChoice."""
    if command.branch_id not in {branch.id for branch in house.branches}:
        raise UnknownChoice("branch_id")
    session, row = current_work(), Equipment(**command.model_dump())
    with named_once(EquipmentNameTaken, _NAME):
        session.add(row)
    session.add(
        Schedule(kind="equipment", resource_id=row.id, branch_id=row.branch_id, capacity=row.capacity, version=1)
    )
    return view(row)


def edit_equipment(command: EditEquipment) -> EquipmentView:
    """Raises EquipmentNameTaken, NotFound, or Stale with what stands."""
    row = _held(command.equipment_id, command.version)
    with named_once(EquipmentNameTaken, _NAME):
        row.name, row.capacity = command.name, command.capacity
    _open(row)
    return view(row)


def retire_equipment(command: RetireEquipment) -> EquipmentView:
    """Raises NotFound, or Stale with what stands; what is so already stays."""
    row = _held(command.equipment_id, command.version)
    if (row.retired_at is not None) != command.retired:
        row.retired_at = now() if command.retired else None
        current_work().flush()
        _open(row)
    return view(row)


def set_room_capacity(command: SetRoomCapacity) -> RoomCapacity:
    """Raises NotFound, or Stale with what stands."""
    row = _schedule("room", command.room_id)
    if row.version != command.version:
        raise Stale(capacity_view(row))
    if row.capacity != command.capacity:
        row.capacity, row.version = command.capacity, row.version + 1
    return capacity_view(row)


def _open(row: Equipment) -> None:
    """What can be booked from now on."""
    _schedule("equipment", row.id).capacity = OUT_OF_USE if row.retired_at else row.capacity


def _held(equipment_id: int, version: int) -> Equipment:
    statement = select(Equipment).where(Equipment.id == equipment_id).with_for_update(key_share=True)
    row: Equipment | None = current_work().scalar(statement)
    if row is None:
        raise NotFound
    if row.version != version:
        raise Stale(view(row))
    return row


def _schedule(kind: str, resource_id: int) -> Schedule:
    mine = (Schedule.kind == kind, Schedule.resource_id == resource_id)
    row: Schedule | None = current_work().scalar(select(Schedule).where(*mine).with_for_update(key_share=True))
    if row is None:
        raise NotFound
    return row
