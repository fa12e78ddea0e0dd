"""What several of the demo's patients have at once or after each other: equipment, rooms with places, groups."""

from clinic_portal.cli.seed.cast import CLINICS, ClinicPlan
from clinic_portal.contracts.agenda import (
    AddAppointmentType,
    AddEquipment,
    AgendaContract,
    AppointmentStatus,
    SetRoomCapacity,
)
from clinic_portal.contracts.agenda.substates import AddSubstate
from clinic_portal.contracts.clinics import ClinicsContract
from clinic_portal.foundation.directory import find

_NEEDS = {one.name: one.kinds for plan in CLINICS for one in plan.equipment}


def furnish(plan: ClinicPlan) -> None:
    """Equipment, and the places of rooms."""
    agenda, house = find(AgendaContract), find(ClinicsContract).directory()
    branches = {branch.name: branch.id for branch in house.branches}
    for one in plan.equipment:
        agenda.add_equipment(AddEquipment(branch_id=branches[one.branch], name=one.name, capacity=one.many))
    places = {name: many for branch in plan.branches for name, many in branch.places}
    for room in house.rooms:
        if room.name in places:
            agenda.set_room_capacity(SetRoomCapacity(room_id=room.id, version=1, capacity=places[room.name]))


def name_states() -> None:
    """Two states of the clinic's own."""
    agenda = find(AgendaContract)
    agenda.add_substate(AddSubstate(under=AppointmentStatus.ARRIVED, name="En radiología", letters="Rx", hue=4))
    agenda.add_substate(AddSubstate(under=AppointmentStatus.BOOKED, name="Llamado, no contesta", letters="Ll", hue=7))


def needed_for(kind: str) -> tuple[int, ...]:
    """The ids of the equipment that a kind needs."""
    return tuple(one.id for one in find(AgendaContract).equipment() if kind in _NEEDS.get(one.name, ()))


def add_groups(plan: ClinicPlan) -> None:
    for one in plan.groups:
        find(AgendaContract).add_type(
            AddAppointmentType(
                name=one.name, minutes=one.minutes, hue=one.hue, seats=one.seats, equipment_ids=needed_for(one.name)
            )
        )
