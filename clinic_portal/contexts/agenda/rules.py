"""What the agenda decides by thinking alone: values in, verdicts out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from clinic_portal.contracts.agenda import AppointmentStatus as Status

STEP = timedelta(minutes=15)
"""Free times are offered on the quarter hour."""

_STEPS: dict[Status, frozenset[Status]] = {
    Status.BOOKED: frozenset({Status.ARRIVED, Status.CHECKED_IN, Status.FULFILLED, Status.NOSHOW, Status.CANCELLED}),
    Status.ARRIVED: frozenset({Status.BOOKED, Status.CHECKED_IN, Status.FULFILLED, Status.NOSHOW, Status.CANCELLED}),
    Status.CHECKED_IN: frozenset({Status.BOOKED, Status.ARRIVED, Status.FULFILLED, Status.CANCELLED}),
    Status.FULFILLED: frozenset({Status.BOOKED, Status.ARRIVED, Status.CHECKED_IN}),
    Status.NOSHOW: frozenset({Status.BOOKED, Status.ARRIVED}),
    Status.CANCELLED: frozenset(),
}


def may_step(now_is: Status, then: Status, *, begun: bool) -> bool:
    """Whether an appointment may go from one state to another; nobody fails to come before the time has come."""
    return then in _STEPS[now_is] and (begun or then is not Status.NOSHOW)


@dataclass(frozen=True, slots=True)
class Busy:
    """A stretch of time that a practitioner and a room are taken."""

    practitioner_id: int
    room_id: int
    starts_at: datetime
    ends_at: datetime

    def meets(self, starts_at: datetime, ends_at: datetime) -> bool:
        return self.starts_at < ends_at and starts_at < self.ends_at


@dataclass(frozen=True, slots=True)
class Wish:
    """Whom, in which rooms (the best first), for how long."""

    practitioner_id: int
    rooms: Sequence[int]
    length: timedelta


def clash_of(busy: Iterable[Busy], wish: Wish, starts_at: datetime) -> str | None:
    """`practitioner` or `room` when the wish cannot start then, None when it can."""
    meeting = [one for one in busy if one.meets(starts_at, starts_at + wish.length)]
    if any(one.practitioner_id == wish.practitioner_id for one in meeting):
        return "practitioner"
    return None if _free_room(meeting, wish) is not None else "room"


def _free_room(meeting: Sequence[Busy], wish: Wish) -> int | None:
    taken = {one.room_id for one in meeting}
    return next((room for room in wish.rooms if room not in taken), None)


def free_room(busy: Iterable[Busy], wish: Wish, starts_at: datetime) -> int | None:
    """The first of the wished rooms that is free for the whole time."""
    return _free_room([one for one in busy if one.meets(starts_at, starts_at + wish.length)], wish)


def nearest_free(
    near: datetime, not_before: datetime, windows: Iterable[tuple[datetime, datetime]], busy: Sequence[Busy], wish: Wish
) -> Iterator[datetime]:
    """Starts on the quarter hour at which the wish fits wholly into a window, nearest to `near` first."""
    starts = (start for opens, closes in windows for start in _starts(opens, closes - wish.length))
    for start in sorted((one for one in starts if one >= not_before), key=lambda one: (abs(one - near), one)):
        if clash_of(busy, wish, start) is None:
            yield start


def _starts(first: datetime, last: datetime) -> Iterator[datetime]:
    while first <= last:
        yield first
        first += STEP
