"""Equipment and the places of rooms as others see them."""

from sqlalchemy import select

from clinic_portal.contexts.agenda.equipment.models import Equipment
from clinic_portal.contexts.agenda.models import Schedule
from clinic_portal.contracts.agenda import EquipmentView, RoomCapacity
from clinic_portal.foundation.work import current_work


def equipment() -> tuple[EquipmentView, ...]:
    """All of it by branch and name, retired too."""
    rows = current_work().scalars(select(Equipment).order_by(Equipment.branch_id, Equipment.name))
    return tuple(map(view, rows))


def room_capacities() -> tuple[RoomCapacity, ...]:
    rows = current_work().scalars(select(Schedule).where(Schedule.kind == "room").order_by(Schedule.resource_id))
    return tuple(map(capacity_view, rows))


def view(row: Equipment) -> EquipmentView:
    plain = EquipmentView.model_fields.keys() - {"retired"}
    return EquipmentView(**{name: getattr(row, name) for name in plain}, retired=row.retired_at is not None)


def capacity_view(row: Schedule) -> RoomCapacity:
    return RoomCapacity(room_id=row.resource_id, capacity=row.capacity, version=row.version)
