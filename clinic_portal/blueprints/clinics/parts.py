"""A part of the house that an address names, and how many appointments are still to come there."""

from dataclasses import dataclass

from clinic_portal.blueprints.clinics.doors import agenda
from clinic_portal.contracts.clinics import BranchView, ClinicDirectory, Part, PractitionerView, RoomView
from clinic_portal.foundation.refusals import NotFound

PARTS = {"branches": Part.BRANCH, "rooms": Part.ROOM, "practitioners": Part.PRACTITIONER}


@dataclass(frozen=True)
class Named:
    """`word` stands for the part in addresses."""

    word: str
    part: Part
    view: BranchView | RoomView | PractitionerView

    def coming(self) -> int:
        """Appointments that hold time and have not ended."""
        return agenda().coming_count(
            branch_id=self.view.id if self.part is Part.BRANCH else None,
            room_id=self.view.id if self.part is Part.ROOM else None,
            practitioner_id=self.view.id if self.part is Part.PRACTITIONER else None,
        )


def named(word: str, part_id: int, home: ClinicDirectory) -> Named:
    """Raises NotFound for a word that names no part, and for an id that is not this house's."""
    part = PARTS.get(word)
    found = {Part.BRANCH: home.branch, Part.ROOM: home.room, Part.PRACTITIONER: home.practitioner}
    view = found[part](part_id) if part else None
    if part is None or view is None:
        raise NotFound
    return Named(word, part, view)
