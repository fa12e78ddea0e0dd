"""Where a patient can be sent: to a practitioner, and to a room or a service point of the branch."""

from sqlalchemy import select

from clinic_portal.contexts.agenda.queue.models import ServicePointRow
from clinic_portal.contracts.agenda import UnknownChoice
from clinic_portal.contracts.clinics import ClinicDirectory, PractitionerView
from clinic_portal.foundation.work import current_work


def check_place(
    house: ClinicDirectory, branch_id: int, practitioner_id: int | None, room_id: int | None, point_id: int | None
) -> PractitionerView | None:
    """The practitioner, if one is named; raises UnknownChoice for what the branch does not have in use."""
    practitioner = next((one for one in house.practitioners_of(branch_id) if one.id == practitioner_id), None)
    if practitioner_id is not None and practitioner is None:
        raise UnknownChoice("practitioner_id")
    if room_id is not None and room_id not in {room.id for room in house.rooms_of(branch_id)}:
        raise UnknownChoice("room_id")
    if point_id is not None and (room_id is not None or not _is_point(branch_id, point_id)):
        raise UnknownChoice("point_id")
    return practitioner


def _is_point(branch_id: int, point_id: int) -> bool:
    p = ServicePointRow
    found = select(p.id).where(p.id == point_id, p.branch_id == branch_id, p.retired_at.is_(None))
    return current_work().scalar(found) is not None
