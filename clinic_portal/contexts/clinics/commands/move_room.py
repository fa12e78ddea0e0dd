"""Change the order of a branch's rooms; the room itself stays as it was, so its version does, too."""

from sqlalchemy import select, update

from clinic_portal.contexts.clinics import queries
from clinic_portal.contexts.clinics.models import Room
from clinic_portal.contexts.clinics.rules import moved
from clinic_portal.contracts.clinics import MoveRoom, RoomEdited
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work


def move_room(command: MoveRoom) -> None:
    """Raises NotFound for a room that is not the clinic's or not in use."""
    branch_id, session = queries.branch_of_room(command.room_id), current_work()
    rooms = session.execute(
        select(Room.id, Room.retired_at)
        .where(Room.branch_id == branch_id)
        .order_by(Room.place, Room.id)
        .with_for_update(key_share=True)
    ).all()
    used = [room_id for room_id, retired_at in rooms if retired_at is None]
    if branch_id is None or command.room_id not in used:
        raise NotFound
    past = [room_id for room_id, retired_at in rooms if retired_at is not None]
    for place, room_id in enumerate([*moved(used, command.room_id, earlier=command.earlier), *past], start=1):
        session.execute(update(Room).where(Room.id == room_id).values(place=place))
    publish(RoomEdited(room_id=command.room_id, branch_id=branch_id))
