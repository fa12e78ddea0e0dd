"""What is taken: the stretches that keep a practitioner or a room busy, and whose appointment is in the way."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, or_, select

from clinic_portal.contexts.agenda.queries import OWN_PREDICATE, WITH_CARD, A, P
from clinic_portal.contexts.agenda.rules import Busy, Wish
from clinic_portal.contracts.agenda import Clash
from clinic_portal.foundation.database.hot import HotRead
from clinic_portal.foundation.tenancy import current_clinic_id
from clinic_portal.foundation.work import current_work

LONGEST = timedelta(hours=12)
"""No appointment is longer; what meets a moment began at most this long before it."""

_MEETING = (
    A.clinic_id == bindparam("clinic_id"),
    A.starts_at < bindparam("until"),
    A.starts_at >= bindparam("since"),
    A.ends_at > bindparam("first"),
    A.holds,
    A.id != bindparam("ignoring"),
    or_(A.practitioner_id == bindparam("practitioner_id"), A.room_id == func.any(bindparam("rooms"))),
)
_BUSY = HotRead(
    select(A.practitioner_id, A.room_id, A.starts_at, A.ends_at).where(*_MEETING).execution_options(**OWN_PREDICATE)
)
_CLASH = (
    select(A.id, A.practitioner_id, P.name, A.starts_at, A.ends_at)
    .join(P, WITH_CARD)
    .where(*_MEETING)
    .order_by(A.starts_at)
    .limit(1)
    .execution_options(**OWN_PREDICATE)
)


def busy(wish: Wish, first: datetime, until: datetime, ignoring: int | None) -> list[Busy]:
    """What holds the practitioner or one of the rooms between two moments, without one appointment."""
    rows = _BUSY.rows(current_work(), **_between(wish.practitioner_id, list(wish.rooms), first, until, ignoring))
    return [Busy(*row) for row in rows]


def clash(wish: Wish, starts_at: datetime, ignoring: int | None) -> Clash | None:
    """The first appointment that keeps the practitioner or the wished room from this time, by name."""
    values = _between(wish.practitioner_id, [wish.rooms[0]], starts_at, starts_at + wish.length, ignoring)
    row = current_work().execute(_CLASH, values).one_or_none()
    if row is None:
        return None
    return Clash(
        resource="practitioner" if row.practitioner_id == wish.practitioner_id else "room",
        appointment_id=row.id,
        patient_name=row.name,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
    )


def _between(
    practitioner_id: int, rooms: list[int], first: datetime, until: datetime, ignoring: int | None
) -> dict[str, object]:
    return {
        "clinic_id": current_clinic_id(),
        "practitioner_id": practitioner_id,
        "rooms": rooms,
        "first": first,
        "since": first - LONGEST,
        "until": until,
        "ignoring": ignoring or 0,
    }
