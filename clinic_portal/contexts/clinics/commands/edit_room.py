"""Rename a room, unless somebody else has changed it meanwhile."""

from clinic_portal.contexts.clinics.held import held, named_once
from clinic_portal.contexts.clinics.models import Room
from clinic_portal.contracts.clinics import EditRoom, RoomEdited, RoomView
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.work import current_work


def edit_room(command: EditRoom) -> RoomView:
    """Raises NotFound, Stale or NameTaken."""
    room = held(Room, command.room_id, command.version)
    with named_once():
        room.name = command.name
        changed = current_work().is_modified(room)
    if changed:
        publish(RoomEdited(room_id=room.id, branch_id=room.branch_id))
    return RoomView(
        id=room.id,
        branch_id=room.branch_id,
        name=room.name,
        version=room.version,
        retired=room.retired_at is not None,
    )
