"""Equipment and the places of rooms."""

from clinic_portal.contexts.agenda.equipment import commands, queries
from clinic_portal.contexts.agenda.service.housed import Housed
from clinic_portal.contracts.agenda import (
    AddEquipment,
    EditEquipment,
    EquipmentView,
    RetireEquipment,
    RoomCapacity,
    SetRoomCapacity,
)
from clinic_portal.foundation.work import work


class Equipping(Housed):
    """Seldom changed and seldom asked for: nothing of it is cached."""

    def equipment(self) -> tuple[EquipmentView, ...]:
        with work():
            return queries.equipment()

    def room_capacities(self) -> tuple[RoomCapacity, ...]:
        with work():
            return queries.room_capacities()

    def add_equipment(self, command: AddEquipment) -> EquipmentView:
        house = self._clinics.directory()
        with work():
            return commands.add_equipment(command, house)

    def edit_equipment(self, command: EditEquipment) -> EquipmentView:
        with work():
            return commands.edit_equipment(command)

    def retire_equipment(self, command: RetireEquipment) -> EquipmentView:
        with work():
            return commands.retire_equipment(command)

    def set_room_capacity(self, command: SetRoomCapacity) -> RoomCapacity:
        with work():
            return commands.set_room_capacity(command)
