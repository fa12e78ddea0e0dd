"""Where a practitioner sees patients: branches of the clinic, and a room of their own branch."""

from sqlalchemy import select

from clinic_portal.contexts.clinics import queries
from clinic_portal.contexts.clinics.models import Practitioner, Room
from clinic_portal.contracts.clinics import PractitionerFields, RoomElsewhere
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work


def check_places(wanted: PractitionerFields) -> None:
    """Raises NotFound for a branch or a room that is not the clinic's, RoomElsewhere for one of another branch."""
    branches = {wanted.branch_id, *(shift.branch_id for shift in wanted.shifts)}
    if not all(queries.has_branch(branch_id) for branch_id in sorted(branches)):
        raise NotFound
    if wanted.room_id is None:
        return
    branch_id = queries.branch_of_room(wanted.room_id)
    if branch_id is None:
        raise NotFound
    if branch_id != wanted.branch_id:
        raise RoomElsewhere


def retired_room(practitioner: Practitioner, branch_id: int) -> int | None:
    """The practitioner's room while it is retired: nobody is shown it, so nobody means to take it away."""
    mine = (Room.id == practitioner.room_id, Room.branch_id == branch_id, Room.retired_at.is_not(None))
    return current_work().scalar(select(Room.id).where(*mine))
