"""How an appointment stands, kept with the line of history of a deed so that the deed can be taken back."""

from datetime import datetime

from pydantic import TypeAdapter

from clinic_portal.contexts.agenda.models import Appointment
from clinic_portal.foundation.values import Value

NOT_THERE = "none"
"""The state of what was not booked yet."""


class Wished(Value):
    """A patient's wish for another time, which a move settles."""

    wish: str
    asked_at: datetime


class Standing(Value):
    """What a deed may change; `told` is whether the patient was to hear of the deed."""

    status: str
    practitioner_id: int = 0
    branch_id: int = 0
    room_id: int = 0
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    busy_from: datetime | None = None
    busy_until: datetime | None = None
    seats: int = 1
    overbooked: bool = False
    confirmed_at: datetime | None = None
    cancellation_reason: str = ""
    video_url: str = ""
    substate_id: int | None = None
    equipment_ids: tuple[int, ...] = ()
    wished: Wished | None = None
    told: bool = True


STANDING = TypeAdapter(Standing)


def standing(row: Appointment) -> Standing:
    """As it stands now, before it is changed."""
    return Standing(
        status=row.status,
        practitioner_id=row.practitioner_id,
        branch_id=row.branch_id,
        room_id=row.room_id,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        busy_from=row.busy_from,
        busy_until=row.busy_until,
        seats=row.seats,
        overbooked=row.overbooked,
        confirmed_at=row.confirmed_at,
        cancellation_reason=row.cancellation_reason,
        video_url=row.video_url,
        substate_id=row.substate_id,
    )
