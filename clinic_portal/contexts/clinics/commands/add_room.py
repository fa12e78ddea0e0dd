"""Add a room to a branch, after those it has."""

from sqlalchemy import func, select

from clinic_portal.contexts.clinics import queries
from clinic_portal.contexts.clinics.held import named_once
from clinic_portal.contexts.clinics.models import Room
from clinic_portal.contracts.clinics import AddRoom, RoomAdded, RoomView
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work


def add_room(command: AddRoom) -> RoomView:
    """Raises NotFound for a branch that is not the clinic's, or NameTaken."""
    if not queries.has_branch(command.branch_id):
        raise NotFound
    session = current_work()
    last = session.scalar(select(func.max(Room.place)).where(Room.branch_id == command.branch_id)) or 0
    room = Room(branch_id=command.branch_id, name=command.name, place=last + 1)
    with named_once():
        session.add(room)
    publish(RoomAdded(room_id=room.id, branch_id=room.branch_id))
    return RoomView(id=room.id, branch_id=room.branch_id, name=room.name)
