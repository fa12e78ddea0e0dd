"""What several are wished of: kinds with buffers and seats, machines, and rooms that take two."""

from datetime import timedelta
from typing import Any

from clinic_portal.contracts.agenda import (
    AddAppointmentType,
    AddEquipment,
    AgendaContract,
    AppointmentTypeView,
    AppointmentView,
    EquipmentView,
    SetRoomCapacity,
)
from clinic_portal.foundation.directory import find
from tests.agenda.wishes import MORNING, wish


def kind(name: str = "Ecografía", minutes: int = 30, **fields: Any) -> AppointmentTypeView:
    return find(AgendaContract).add_type(AddAppointmentType(name=name, minutes=minutes, **fields))


def machine(house: Any, capacity: int = 1, name: str = "Ecógrafo") -> EquipmentView:
    return find(AgendaContract).add_equipment(AddEquipment(branch_id=house.branch, name=name, capacity=capacity))


def roomy(room_id: int, capacity: int) -> None:
    """The room takes so many at once."""
    find(AgendaContract).set_room_capacity(SetRoomCapacity(room_id=room_id, version=1, capacity=capacity))


def book(house: Any, minutes_later: int = 0, **fields: Any) -> AppointmentView:
    return find(AgendaContract).book(wish(house, starts_at=MORNING + timedelta(minutes=minutes_later), **fields))
