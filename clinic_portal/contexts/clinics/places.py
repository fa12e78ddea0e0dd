"""Where a practitioner sees patients: branches of the clinic, and a room of their own branch."""

from clinic_portal.contexts.clinics import queries
from clinic_portal.contracts.clinics import PractitionerFields, RoomElsewhere
from clinic_portal.foundation.refusals import NotFound


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
