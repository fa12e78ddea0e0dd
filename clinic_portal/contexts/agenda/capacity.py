"""How a time is taken for good: a place under the locks, the clash by name, the free times nearby."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from psycopg.errors import ExclusionViolation, UniqueViolation
from sqlalchemy.exc import IntegrityError

from clinic_portal.contexts.agenda import appointment_views, occupied
from clinic_portal.contexts.agenda.holds.keys import NO_KEY
from clinic_portal.contexts.agenda.kept_hours import calendar_soon, keep_hours
from clinic_portal.contexts.agenda.kinds import facts
from clinic_portal.contexts.agenda.locks import locked_soon, looked_up
from clinic_portal.contexts.agenda.models import Appointment
from clinic_portal.contexts.agenda.offers import offers
from clinic_portal.contexts.agenda.places import Busy, Place, Wish, find_place, free_seat
from clinic_portal.contexts.agenda.whereabouts import practitioner_at
from clinic_portal.contexts.agenda.wishes import plain_wish, wish_of, wished_rooms
from clinic_portal.contracts.agenda import FindFree, FreeTime, NotForThisKind, SlotTaken
from clinic_portal.contracts.clinics import ClinicDirectory, PractitionerView
from clinic_portal.foundation.work import current_work, work

OFFERED = 3
"""Free times that a refusal offers."""
_SEAT = "uq_appointment_seat"


class Overlapped(Exception):
    """The time is taken; becomes SlotTaken once the work that found it out is rolled back."""

    def __init__(
        self,
        wish: Wish,
        starts_at: datetime,
        ignoring: int | None,
        hold: str = NO_KEY,
        with_it: Collection[int] = (),
    ) -> None:
        super().__init__()
        self.wish, self.starts_at, self.ignoring, self.hold, self.with_it = wish, starts_at, ignoring, hold, with_it


@contextmanager
def clash_named(house: ClinicDirectory) -> Iterator[None]:
    """Around a work: what overlapped in it is refused with the clash by name and three free times."""
    try:
        yield
    except Overlapped as overlap:
        with work():
            refusal = _taken(house, overlap)
        raise refusal from None


def take_place(
    house: ClinicDirectory,
    practitioner: PractitionerView,
    wish: Wish,
    starts_at: datetime,
    *,
    ignoring: int | None = None,
    anyway: bool = False,
    hold: str = NO_KEY,
    with_it: Collection[int] = (),
) -> Place:
    """Lock what the time needs and give the place it will be in; raises OutsideHours or Overlapped unless `anyway`.

    What the key `hold` holds is not in the way, nor are those who move `with_it`.
    """
    # One flight, and in this order: what is read behind the locks is what stands once they are ours.
    furnished = locked_soon(wish, practitioner.branch_id)
    calendar = calendar_soon(house, wish, starts_at)
    busy = occupied.busy_soon(wish, *wish.stretch(starts_at), ignoring, hold)
    wish = furnished()
    hours = keep_hours(house, practitioner, wish, starts_at, ignoring=ignoring, anyway=anyway, calendar=calendar())
    wish = replace(wish, rooms=hours.rooms)
    place = find_place(without(busy(), with_it), wish, starts_at)
    if place.conflict and not anyway:
        raise Overlapped(wish, starts_at, ignoring, hold, with_it)
    return replace(place, outside_hours=hours.overruled)


def without(busy: Iterable[Busy], appointment_ids: Collection[int]) -> list[Busy]:
    """What keeps a place busy, but for some."""
    return [one for one in busy if one.appointment_id not in appointment_ids]


def retake_place(row: Appointment) -> None:
    """The place of one that had given its own away; raises Overlapped when it is held or its group is full."""
    if row.overbooked:
        return
    wish = _held_by(row)
    taken = occupied.busy(wish, row.busy_from or row.starts_at, row.busy_until or row.ends_at, row.id)
    if any(one.hold_id and one.session != row.session_key and _keeps_out(one, row) for one in taken):
        raise Overlapped(wish, row.starts_at, row.id)
    if row.seats == 1:
        return
    seat = free_seat(occupied.seats_taken(row.session_key, row.id))
    if seat > row.seats:
        raise Overlapped(_held_by(row), row.starts_at, row.id)
    row.seat = seat


def write(row: Appointment, wish: Wish | None = None) -> None:
    """Send the row to the database, whose constraints have the last word; raises Overlapped."""
    session = current_work()
    session.add(row)
    with last_word(wish or _held_by(row), row.starts_at, row.id):
        session.flush()


@contextmanager
def last_word(wish: Wish, starts_at: datetime, ignoring: int | None) -> Iterator[None]:
    """Around what is written: that two have one lane or one seat at one time becomes Overlapped."""
    try:
        yield
    except (IntegrityError, ExclusionViolation) as error:
        cause = error.orig if isinstance(error, IntegrityError) else error
        seat = isinstance(cause, UniqueViolation) and cause.diag.constraint_name == _SEAT
        if not seat and not isinstance(cause, ExclusionViolation):
            raise
        raise Overlapped(wish, starts_at, ignoring) from None


def _held_by(row: Appointment) -> Wish:
    return Wish(row.practitioner_id, [row.room_id], row.ends_at - row.starts_at)


def _keeps_out(one: Busy, row: Appointment) -> bool:
    return one.practitioner_id == row.practitioner_id or (one.room_id, one.lane) == (row.room_id, row.room_lane)


def _taken(house: ClinicDirectory, overlap: Overlapped) -> SlotTaken:
    """The clash by name; the offers may be in another room, the wished one first."""
    wish, starts_at, ignoring, hold = overlap.wish, overlap.starts_at, overlap.ignoring, overlap.hold
    busy = without(occupied.busy(wish, *wish.stretch(starts_at), ignoring, hold), overlap.with_it)
    conflict = find_place(busy, wish, starts_at).conflict
    clash = occupied.named(conflict) if conflict else None
    if not any(one.id == wish.practitioner_id for one in house.practitioners):
        return SlotTaken(clash, ())
    room = house.room(wish.rooms[0])
    practitioner = practitioner_at(house, wish.practitioner_id, starts_at, branch_id=room.branch_id if room else 0)
    rooms = [*wish.rooms, *(room for room in wished_rooms(house, practitioner, None) if room not in wish.rooms)]
    stands_at = appointment_views.appointment(ignoring).starts_at if ignoring else None
    wider = replace(wish, rooms=rooms)
    found = offers(house, practitioner, wider, near=starts_at, ignoring=ignoring, hold=hold, limit=OFFERED + 1)
    return SlotTaken(clash, tuple(free for free in found if free.starts_at != stands_at)[:OFFERED])


def free_times(house: ClinicDirectory, query: FindFree) -> tuple[FreeTime, ...]:
    """Nearest to the wish, in opening hours, with all that is needed free; none where the kind is not given."""
    practitioner = practitioner_at(
        house, query.practitioner_id, query.near, room_id=query.room_id, branch_id=query.branch_id
    )
    try:
        wish = looked_up(_wish(house, practitioner, query), practitioner.branch_id)
    except NotForThisKind:
        return ()
    return offers(
        house,
        practitioner,
        wish,
        near=query.near,
        earlier=query.earlier,
        ignoring=query.ignoring,
        limit=query.limit,
        hold=query.hold,
    )


def _wish(house: ClinicDirectory, practitioner: PractitionerView, query: FindFree) -> Wish:
    if query.type_id is None:
        return plain_wish(house, practitioner, query.room_id, query.minutes)
    kind = facts.for_offers(query.type_id)
    return wish_of(house, practitioner, kind, room_id=query.room_id, minutes=query.minutes)
