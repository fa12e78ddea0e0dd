"""How a time is taken for good: the locks in their one order, the clash by name, the free times nearby."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from psycopg.errors import ExclusionViolation
from sqlalchemy import ARRAY, BigInteger, and_, bindparam, func, literal_column, or_, select
from sqlalchemy.exc import IntegrityError

from clinic_portal.contexts.agenda import occupied, queries
from clinic_portal.contexts.agenda.kept_hours import keep_hours
from clinic_portal.contexts.agenda.models import Appointment, Schedule
from clinic_portal.contexts.agenda.offers import offers
from clinic_portal.contexts.agenda.rules import Wish, clash_of, free_room
from clinic_portal.contexts.agenda.whereabouts import practitioner_at
from clinic_portal.contracts.agenda import Clash, FindFree, FreeTime, SlotTaken, UnknownChoice
from clinic_portal.contracts.clinics import ClinicDirectory, PractitionerView
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.database.hot import HotRead
from clinic_portal.foundation.work import current_work, work

_LOCK = HotRead(
    select(Schedule.id)
    .where(
        Schedule.clinic_id == bindparam("clinic_id"),
        or_(
            and_(
                Schedule.kind == literal_column("'practitioner'"), Schedule.resource_id == bindparam("practitioner_id")
            ),
            and_(
                Schedule.kind == literal_column("'room'"),
                Schedule.resource_id == func.any(bindparam("rooms", type_=ARRAY(BigInteger))),
            ),
        ),
    )
    .order_by(Schedule.kind, Schedule.resource_id)
    .with_for_update(key_share=True)
    .execution_options(**{REVIEWED: "names its clinic itself, so that it is compiled once"})
)
OFFERED = 3
"""Free times that a refusal offers."""


def wished_rooms(house: ClinicDirectory, practitioner: PractitionerView, room_id: int | None) -> list[int]:
    """The one room asked for, or all of the branch with the practitioner's own first."""
    rooms = [room.id for room in house.rooms_of(practitioner.branch_id)]
    if room_id is not None:
        if room_id not in rooms:
            raise UnknownChoice("room_id")
        return [room_id]
    return sorted(rooms, key=lambda room: (room != practitioner.room_id, room))


def lock(practitioner_id: int, rooms: Iterable[int]) -> None:
    """Queue up for the practitioner and then the rooms: always in this order, so that nobody waits in a circle."""
    _LOCK.rows(current_work(), practitioner_id=practitioner_id, rooms=list(rooms))


class Overlapped(Exception):
    """The time is taken; becomes SlotTaken once the work that found it out is rolled back."""

    def __init__(self, wish: Wish, starts_at: datetime, ignoring: int | None) -> None:
        super().__init__()
        self.wish, self.starts_at, self.ignoring = wish, starts_at, ignoring


@contextmanager
def clash_named(house: ClinicDirectory) -> Iterator[None]:
    """Around a work: what overlapped in it is refused with the clash by name and three free times."""
    try:
        yield
    except Overlapped as overlap:
        with work():
            refusal = _taken(house, overlap)
        raise refusal from None


@dataclass(frozen=True, slots=True)
class Place:
    """The room that an appointment will be in, and what was overruled to put it there."""

    room_id: int
    overruled: Clash | None = None
    outside_hours: bool = False


def take_room(
    house: ClinicDirectory,
    practitioner: PractitionerView,
    *,
    room_id: int | None,
    starts_at: datetime,
    minutes: int,
    ignoring: int | None = None,
    anyway: bool = False,
) -> Place:
    """Lock what the time needs and give the room it will be in; raises OutsideHours or Overlapped unless `anyway`."""
    wish = Wish(practitioner.id, wished_rooms(house, practitioner, room_id), timedelta(minutes=minutes))
    lock(wish.practitioner_id, wish.rooms)
    hours = keep_hours(house, practitioner, wish, starts_at, ignoring=ignoring, anyway=anyway)
    wish = replace(wish, rooms=hours.rooms)
    busy = occupied.busy(wish, starts_at, starts_at + wish.length, ignoring)
    room, conflict = free_room(busy, wish, starts_at), clash_of(busy, wish, starts_at)
    if room is not None and conflict is None:
        return Place(room, outside_hours=hours.overruled)
    if not anyway:
        raise Overlapped(wish, starts_at, ignoring)
    return Place(room or wish.rooms[0], occupied.clash(wish, starts_at, ignoring), hours.overruled)


def write(row: Appointment) -> None:
    """Send the row to the database, whose exclusion constraints have the last word; raises Overlapped."""
    session = current_work()
    session.add(row)
    wish = Wish(row.practitioner_id, [row.room_id], row.ends_at - row.starts_at)
    starts_at, ignoring = row.starts_at, row.id
    try:
        session.flush()
    except IntegrityError as error:
        if not isinstance(error.orig, ExclusionViolation):
            raise
        raise Overlapped(wish, starts_at, ignoring) from None


def _taken(house: ClinicDirectory, overlap: Overlapped) -> SlotTaken:
    """The clash by name; the offers may be in another room, the wished one first."""
    wish, starts_at, ignoring = overlap.wish, overlap.starts_at, overlap.ignoring
    clash = occupied.clash(wish, starts_at, ignoring)
    if not any(one.id == wish.practitioner_id for one in house.practitioners):
        return SlotTaken(clash, ())
    room = house.room(wish.rooms[0])
    practitioner = practitioner_at(house, wish.practitioner_id, starts_at, branch_id=room.branch_id if room else 0)
    rooms = [*wish.rooms, *(room for room in wished_rooms(house, practitioner, None) if room not in wish.rooms)]
    wider = Wish(wish.practitioner_id, rooms, wish.length)
    stands_at = queries.appointment(ignoring).starts_at if ignoring else None
    found = offers(house, practitioner, wider, near=starts_at, ignoring=ignoring, limit=OFFERED + 1)
    return SlotTaken(clash, tuple(free for free in found if free.starts_at != stands_at)[:OFFERED])


def free_times(house: ClinicDirectory, query: FindFree) -> tuple[FreeTime, ...]:
    """Times nearest to the wish at which practitioner and a room are free, in the branch's opening hours."""
    practitioner = practitioner_at(
        house, query.practitioner_id, query.near, room_id=query.room_id, branch_id=query.branch_id
    )
    wish = Wish(practitioner.id, wished_rooms(house, practitioner, query.room_id), timedelta(minutes=query.minutes))
    return offers(
        house,
        practitioner,
        wish,
        near=query.near,
        earlier=query.earlier,
        ignoring=query.ignoring,
        limit=query.limit,
    )
