"""What is booked besides people: equipment of a branch, and how many a room takes at once."""

from typing import Annotated, ClassVar, Protocol

from flask_babel import lazy_gettext as _
from pydantic import Field

from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.values import Command, Value

Name = Annotated[str, Field(min_length=1, max_length=80)]
Capacity = Annotated[int, Field(ge=1, le=99)]


class EquipmentView(Value):
    """Equipment of a branch, such as two ultrasound machines; `capacity` says how many there are."""

    id: int
    branch_id: int
    name: str
    capacity: int
    version: int
    retired: bool


class RoomCapacity(Value):
    """How many appointments a room takes at once."""

    room_id: int
    capacity: int
    version: int


class AddEquipment(Command):
    branch_id: int
    name: Name
    capacity: Capacity = 1


class EditEquipment(Command):
    """What is booked stays booked, also when there are fewer now."""

    equipment_id: int
    version: int
    name: Name
    capacity: Capacity


class RetireEquipment(Command):
    """Take it out of use, or, with `retired` false, into use again; kinds that need it cannot be booked meanwhile."""

    equipment_id: int
    version: int
    retired: bool = True


class SetRoomCapacity(Command):
    room_id: int
    version: int
    capacity: Capacity


class EquipmentNameTaken(Refusal):
    """The branch has equipment of this name, retired perhaps."""

    status: ClassVar[int] = 409
    message = _("This name is taken.")

    def __init__(self) -> None:
        super().__init__(fields={"name": self.message})


class Equipping(Protocol):
    """Equipment and the places of rooms."""

    def equipment(self) -> tuple[EquipmentView, ...]:
        """All of it by branch and name, retired too."""

    def room_capacities(self) -> tuple[RoomCapacity, ...]:
        """Of each room that the clinic has or had."""

    def add_equipment(self, command: AddEquipment) -> EquipmentView:
        """Raises EquipmentNameTaken, or UnknownChoice for a branch that is not the clinic's."""

    def edit_equipment(self, command: EditEquipment) -> EquipmentView:
        """Raises EquipmentNameTaken, NotFound, or Stale with what stands."""

    def retire_equipment(self, command: RetireEquipment) -> EquipmentView:
        """Out of use or back; raises NotFound, or Stale with what stands."""

    def set_room_capacity(self, command: SetRoomCapacity) -> RoomCapacity:
        """Raises NotFound, or Stale with what stands."""
