"""The schedules that a booking queues up at, always in one order, and how much each of them takes at once."""

from collections.abc import Callable, Collection
from dataclasses import replace

from sqlalchemy import ARRAY, BigInteger, and_, bindparam, func, literal_column, or_, select

from clinic_portal.contexts.agenda.models import Schedule
from clinic_portal.contexts.agenda.places import Wish
from clinic_portal.contracts.agenda import NotForThisKind
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.database.flight import Rows, Soon
from clinic_portal.foundation.database.hot import HotRead
from clinic_portal.foundation.work import current_work

S = Schedule
_IDS: ARRAY[int] = ARRAY(BigInteger)
_PRACTITIONER, _ROOM, _EQUIPMENT = (
    S.kind == literal_column(f"'{kind}'") for kind in ("practitioner", "room", "equipment")
)
_SCHEDULES = (
    select(S.kind, S.resource_id, S.capacity)
    .where(
        S.clinic_id == bindparam("clinic_id"),
        or_(
            and_(_PRACTITIONER, S.resource_id == bindparam("practitioner_id")),
            and_(_ROOM, S.resource_id == func.any(bindparam("rooms", type_=_IDS))),
            and_(
                _EQUIPMENT,
                S.resource_id == func.any(bindparam("equipment", type_=_IDS)),
                S.branch_id == bindparam("branch_id"),
            ),
        ),
    )
    .order_by(_EQUIPMENT, S.kind, S.resource_id)
    .execution_options(**{REVIEWED: "names its clinic itself, so that it is compiled once"})
)
_LOOK, _LOCK = HotRead(_SCHEDULES), HotRead(_SCHEDULES.with_for_update(key_share=True))


def lock_branches(house: ClinicDirectory, practitioner_ids: Collection[int], branch_ids: Collection[int]) -> None:
    """All that several bookings may need, in the order of a single one, so that nobody waits in a circle."""
    rooms = {room.id for room in house.rooms if room.branch_id in branch_ids}
    equipment = S.kind == "equipment"
    current_work().execute(
        select(S.id)
        .where(
            or_(
                and_(S.kind == "practitioner", S.resource_id.in_(practitioner_ids)),
                and_(S.kind == "room", S.resource_id.in_(rooms)),
                and_(equipment, S.branch_id.in_(branch_ids)),
            )
        )
        .order_by(equipment, S.kind, S.resource_id)
        .with_for_update(key_share=True)
    ).all()


def locked(wish: Wish, branch_id: int) -> Wish:
    """Queue up for the practitioner, then the rooms, then the equipment, so that nobody waits in a circle.

    Gives the wish with what each takes at once and with the branch's equipment alone; raises NotForThisKind where the
    branch has none of what is needed.
    """
    return locked_soon(wish, branch_id)()


def locked_soon(wish: Wish, branch_id: int) -> Callable[[], Wish]:
    """The same, to be asked for after what is read under the locks has joined the flight."""
    asked = _ask(_LOCK, wish, branch_id)
    return lambda: _furnished(asked.rows(), wish)


def looked_up(wish: Wish, branch_id: int) -> Wish:
    """The same without a lock."""
    return _furnished(_ask(_LOOK, wish, branch_id).rows(), wish)


def _ask(statement: HotRead, wish: Wish, branch_id: int) -> Soon:
    return statement.soon(
        current_work(),
        practitioner_id=wish.practitioner_id,
        rooms=list(wish.rooms),
        equipment=list(wish.equipment),
        branch_id=branch_id,
    )


def _furnished(rows: Rows, wish: Wish) -> Wish:
    here = tuple(resource_id for kind, resource_id, _ in rows if kind == "equipment")
    if wish.equipment and not here:
        raise NotForThisKind("practitioner_id")
    return replace(
        wish, equipment=here, capacity={(kind, resource_id): many for kind, resource_id, many in rows if many != 1}
    )
