"""At which of their branches a practitioner is booked: the room's, else the one where they are at that time."""

from datetime import datetime

from clinic_portal.contracts.agenda import UnknownChoice
from clinic_portal.contracts.clinics import ClinicDirectory, PractitionerView
from clinic_portal.foundation.clock import local_day, local_minutes


def practitioner_at(
    house: ClinicDirectory, practitioner_id: int, at: datetime, *, room_id: int | None = None, branch_id: int = 0
) -> PractitionerView:
    """One who can be booked, as one of the branch where that is; `branch_id` is a wish, followed where they work there.

    Raises UnknownChoice for a retired one, and for a room of a branch where they see nobody.
    """
    found = next((one for one in house.practitioners if one.id == practitioner_id), None)
    if found is None:
        raise UnknownChoice("practitioner_id")
    theirs, wanted = house.branches_of(found.id), branch_id
    if room_id is not None:
        wanted = next((room.branch_id for room in house.rooms if room.id == room_id), 0)
        if wanted not in theirs:
            raise UnknownChoice("room_id")
    if wanted not in theirs:
        zone = house.clinic.time_zone
        wanted = house.branch_at(found.id, local_day(at, zone), local_minutes(at, zone))
    return found if wanted == found.branch_id else found.model_copy(update={"branch_id": wanted})
