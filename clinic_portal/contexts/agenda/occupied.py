"""What is taken: what keeps practitioners, rooms and equipment busy, and whose appointment is in the way."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import BindParameter, bindparam, func, literal, or_, select, union_all

from clinic_portal.contexts.agenda.equipment.models import AppointmentEquipment, Equipment
from clinic_portal.contexts.agenda.holds.counted import NO_HOLD, held_pieces, held_places
from clinic_portal.contexts.agenda.holds.keys import NO_KEY, digest_of
from clinic_portal.contexts.agenda.holds.models import SlotHold
from clinic_portal.contexts.agenda.places import Busy, Conflict, Wish
from clinic_portal.contexts.agenda.queries import OWN_PREDICATE, WITH_CARD, A, P
from clinic_portal.contracts.agenda import Clash
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.database.hot import HotRead
from clinic_portal.foundation.tenancy import current_clinic_id
from clinic_portal.foundation.work import current_work

E, H = AppointmentEquipment, SlotHold
LONGEST = timedelta(hours=12)
"""No appointment is longer; what meets a moment began at most this long before it."""
BUFFER = timedelta(hours=2)
"""Nor is more kept before or after one."""

_CLINIC: BindParameter[int] = bindparam("clinic_id")
_FROM, _UNTIL = func.coalesce(A.busy_from, A.starts_at), func.coalesce(A.busy_until, A.ends_at)
_MEETING = (
    A.clinic_id == _CLINIC,
    A.starts_at < bindparam("latest"),
    A.starts_at >= bindparam("since"),
    bindparam("until") > _FROM,
    bindparam("first") < _UNTIL,
    A.holds,
    A.id != bindparam("ignoring"),
)
_KEPT = (A.session_key, A.id, A.seat, A.type_id, A.starts_at, A.ends_at, NO_HOLD)
_LATER = H.busy_until > bindparam("first")
_BUSY = HotRead(
    union_all(
        select(A.practitioner_id, A.room_id, _FROM, _UNTIL, A.room_lane, *_KEPT).where(
            *_MEETING,
            or_(A.practitioner_id == bindparam("practitioner_id"), A.room_id == func.any(bindparam("rooms"))),
        ),
        held_places(
            _LATER, or_(H.practitioner_id == bindparam("practitioner_id"), H.room_id == func.any(bindparam("rooms")))
        ),
    ).execution_options(**OWN_PREDICATE)
)
_PIECES = HotRead(
    union_all(
        select(literal(0), literal(0), _FROM, _UNTIL, E.lane, *_KEPT, E.equipment_id)
        .join(A, (A.clinic_id == E.clinic_id) & (A.id == E.appointment_id))
        .where(
            *_MEETING,
            E.clinic_id == _CLINIC,
            E.equipment_id == func.any(bindparam("equipment")),
            E.during.op("&&")(func.tstzrange(bindparam("first"), bindparam("until"))),
        ),
        held_pieces(_LATER),
    ).execution_options(**OWN_PREDICATE)
)
_NAMED = (
    select(A.id, P.name, A.starts_at, A.ends_at)
    .join(P, WITH_CARD)
    .where(A.clinic_id == _CLINIC, A.id == bindparam("appointment_id"))
    .execution_options(**OWN_PREDICATE)
)
_HOLDER = (
    select(H.holder, H.starts_at, H.ends_at, H.expires_at)
    .where(H.clinic_id == _CLINIC, H.id == bindparam("hold_id"))
    .execution_options(**OWN_PREDICATE)
)
_SEATS = HotRead(
    union_all(
        select(A.seat).where(
            A.clinic_id == _CLINIC, A.session_key == bindparam("session_key"), A.holds, A.id != bindparam("ignoring")
        ),
        select(H.seat).where(
            H.clinic_id == _CLINIC, H.session_key == bindparam("session_key"), H.expires_at > bindparam("moment")
        ),
    ).execution_options(**OWN_PREDICATE)
)


def busy(wish: Wish, first: datetime, until: datetime, ignoring: int | None, hold: str = NO_KEY) -> list[Busy]:
    """What keeps the practitioner, the rooms or the equipment between two moments, without one appointment.

    Without what the key `hold` holds, too. One statement, and another where equipment is wished for.
    """
    return busy_soon(wish, first, until, ignoring, hold)()


def busy_soon(
    wish: Wish, first: datetime, until: datetime, ignoring: int | None, hold: str = NO_KEY
) -> Callable[[], list[Busy]]:
    """The same, to be asked for after others have joined the flight; more than the wish needs does no harm to it."""
    session = current_work()
    between = {
        "first": first,
        "since": first - LONGEST - BUFFER,
        "until": until,
        "latest": until + BUFFER,
        "ignoring": ignoring or 0,
        "moment": now(),
        "own_hold": digest_of(hold),
    }
    asked = [_BUSY.soon(session, practitioner_id=wish.practitioner_id, rooms=list(wish.rooms), **between)]
    if wish.equipment:
        asked.append(_PIECES.soon(session, equipment=list(wish.equipment), **between))
    return lambda: [Busy(*row) for one in asked for row in one.rows()]


def named(conflict: Conflict) -> Clash:
    """A conflict with the name of the patient whose appointment it is or of who holds it, and of the equipment."""
    session, name = current_work(), ""
    if conflict.resource == "equipment":
        name = session.scalar(select(Equipment.name).where(Equipment.id == conflict.resource_id)) or ""
    if conflict.hold_id is not None:
        return _held(conflict, conflict.hold_id, name)
    if conflict.appointment_id is None:
        return Clash(resource=conflict.resource, name=name)
    values = {"clinic_id": current_clinic_id(), "appointment_id": conflict.appointment_id}
    row = session.execute(_NAMED, values).one()
    return Clash(
        resource=conflict.resource,
        appointment_id=row.id,
        patient_name=row.name,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        name=name,
    )


def _held(conflict: Conflict, hold_id: int, name: str) -> Clash:
    """What was let go of meanwhile is nobody's."""
    row = current_work().execute(_HOLDER, {"clinic_id": current_clinic_id(), "hold_id": hold_id}).one_or_none()
    if row is None:
        return Clash(resource=conflict.resource, name=name)
    return Clash(
        resource=conflict.resource,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        name=name,
        held_by=row.holder,
        held_until=row.expires_at,
    )


def seats_taken(session_key: int, without: int) -> set[int]:
    """The seats of a session that others have or hold."""
    rows = _SEATS.rows(current_work(), session_key=session_key, ignoring=without, moment=now())
    return {seat for (seat,) in rows}
