"""Where a wish finds its place: practitioner, lane of a room, pieces of equipment, seat; values in, verdicts out."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

STEP = timedelta(minutes=15)
"""Free times are offered on the quarter hour, unless the kind of appointment says otherwise."""
NO_TIME = timedelta()
EVERY_LANE = 0
"""The lane of what keeps a room as a whole."""


@dataclass(frozen=True, slots=True)
class Busy:
    """A stretch of time, buffers included, that an appointment or a hold keeps its practitioner and a lane of its room.

    What keeps a piece of equipment is one of its own, with `equipment_id` and no practitioner or room. `begins` and
    `ends` are the appointment's own; with its `kind_id` they tell whether a group can be joined.
    """

    practitioner_id: int
    room_id: int
    starts_at: datetime
    ends_at: datetime
    lane: int = 1
    session: int = 0
    appointment_id: int | None = None
    seat: int = 1
    kind_id: int = 0
    begins: datetime | None = None
    ends: datetime | None = None
    hold_id: int | None = None
    equipment_id: int = 0

    def meets(self, starts_at: datetime, ends_at: datetime) -> bool:
        return self.starts_at < ends_at and starts_at < self.ends_at


@dataclass(frozen=True, slots=True)
class Wish:
    """Whom, in which rooms (the best first), for how long, with what time around it, with which equipment.

    `seats` above one makes it a group's, which others of its kind may have begun. `capacity` has how many appointments
    a room or equipment takes at once, by (`room` or `equipment`, id), where that is not one.
    """

    practitioner_id: int
    rooms: Sequence[int]
    length: timedelta
    before: timedelta = NO_TIME
    after: timedelta = NO_TIME
    kind_id: int = 0
    seats: int = 1
    grid: timedelta = STEP
    equipment: Sequence[int] = ()
    capacity: Mapping[tuple[str, int], int] = field(default_factory=dict)

    def stretch(self, starts_at: datetime) -> tuple[datetime, datetime]:
        """From when to when it keeps its practitioner, room and equipment."""
        return starts_at - self.before, starts_at + self.length + self.after

    def places(self, resource: str, resource_id: int) -> int:
        return self.capacity.get((resource, resource_id), 1)


@dataclass(frozen=True, slots=True)
class Conflict:
    """What keeps a wish from its time: `resource` as in a clash, its id, and one appointment or hold that has it."""

    resource: str
    resource_id: int
    appointment_id: int | None = None
    hold_id: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an appointment will be; with a conflict, where it would be if it were put there all the same."""

    room_id: int
    lane: int = 1
    equipment: tuple[tuple[int, int], ...] = ()
    session: int | None = None
    seat: int = 1
    conflict: Conflict | None = None
    outside_hours: bool = False


def find_place(busy: Iterable[Busy], wish: Wish, starts_at: datetime) -> Place:
    """The group of its kind that begins then, or else the first room and the lowest lanes that are free."""
    first, until = wish.stretch(starts_at)
    meeting = [one for one in busy if one.meets(first, until)]
    group = _group(meeting, wish, starts_at)
    others = [one for one in meeting if one.session != group[0].session] if group else meeting
    occupied = next((one for one in others if one.practitioner_id == wish.practitioner_id), None)
    room_id, lane = (group[0].room_id, group[0].lane) if group else _room(others, wish)
    shared = {one.equipment_id: one.lane for one in meeting if group and one.session == group[0].session}
    pieces = tuple((one, shared.get(one) or _lane(others, wish, "equipment", one)) for one in wish.equipment)
    seat = _lowest({one.seat for one in group})
    conflicts = (
        _conflict("practitioner", wish.practitioner_id, occupied) if occupied else None,
        _conflict("session", wish.kind_id, group[0]) if seat > wish.seats else None,
        None if group or lane else _conflict("room", room_id, _who(others, "room", room_id)),
        *(_conflict("equipment", one, _who(others, "equipment", one)) for one, free in pieces if not free),
    )
    return Place(
        room_id=room_id,
        lane=lane or 1,
        equipment=tuple((one, free or 1) for one, free in pieces),
        session=group[0].session if group else None,
        seat=seat,
        conflict=next(filter(None, conflicts), None),
    )


def clash_of(busy: Iterable[Busy], wish: Wish, starts_at: datetime) -> str | None:
    """The resource that keeps the wish from starting then, None when it can."""
    conflict = find_place(busy, wish, starts_at).conflict
    return conflict.resource if conflict else None


def free_room(busy: Iterable[Busy], wish: Wish, starts_at: datetime) -> int | None:
    """The first of the wished rooms that is free for the whole time."""
    first, until = wish.stretch(starts_at)
    room_id, lane = _room([one for one in busy if one.meets(first, until)], wish)
    return room_id if lane else None


def _group(meeting: Sequence[Busy], wish: Wish, starts_at: datetime) -> list[Busy]:
    """Those whom the wish would join: its own kind, practitioner and time, in a room that will do."""
    if wish.seats == 1:
        return []
    own = (wish.practitioner_id, wish.kind_id, starts_at, starts_at + wish.length)
    same = [
        one
        for one in meeting
        if (one.practitioner_id, one.kind_id, one.begins, one.ends) == own and one.room_id in wish.rooms
    ]
    return [one for one in same if one.session == same[0].session]


def _room(meeting: Sequence[Busy], wish: Wish) -> tuple[int, int]:
    """The first room with a free lane, and the lane; the best one and 0 when all are taken."""
    lanes = ((room, _lane(meeting, wish, "room", room)) for room in wish.rooms)
    return next((found for found in lanes if found[1]), (wish.rooms[0], 0))


def _lane(meeting: Iterable[Busy], wish: Wish, resource: str, resource_id: int) -> int:
    """The lowest free lane of a room or equipment, 0 when none is."""
    taken = {one.lane for one in meeting if _has(one, resource, resource_id)}
    lane = _lowest(taken)
    return lane if EVERY_LANE not in taken and lane <= wish.places(resource, resource_id) else 0


def free_seat(taken: Collection[int]) -> int:
    """The lowest that nobody has; it may be one more than there are."""
    return _lowest(taken)


def _lowest(taken: Collection[int]) -> int:
    return next(number for number in count(1) if number not in taken)


def _has(one: Busy, resource: str, resource_id: int) -> bool:
    return (one.room_id if resource == "room" else one.equipment_id) == resource_id


def _who(meeting: Iterable[Busy], resource: str, resource_id: int) -> Busy | None:
    return next((one for one in meeting if _has(one, resource, resource_id)), None)


def _conflict(resource: str, resource_id: int, one: Busy | None) -> Conflict:
    if one is None:
        return Conflict(resource, resource_id)
    return Conflict(resource, resource_id, one.appointment_id, one.hold_id)
