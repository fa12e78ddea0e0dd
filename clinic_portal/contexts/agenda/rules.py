"""What the agenda decides by thinking alone: values in, verdicts out."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from clinic_portal.contexts.agenda.places import Busy, Wish, clash_of
from clinic_portal.contracts.agenda import AppointmentStatus as Status

_STEPS: dict[Status, frozenset[Status]] = {
    Status.PENDING: frozenset({Status.BOOKED, Status.CANCELLED}),
    Status.BOOKED: frozenset({Status.ARRIVED, Status.CHECKED_IN, Status.FULFILLED, Status.NOSHOW, Status.CANCELLED}),
    Status.ARRIVED: frozenset({Status.BOOKED, Status.CHECKED_IN, Status.FULFILLED, Status.NOSHOW, Status.CANCELLED}),
    Status.CHECKED_IN: frozenset({Status.BOOKED, Status.ARRIVED, Status.FULFILLED, Status.CANCELLED}),
    Status.FULFILLED: frozenset({Status.BOOKED, Status.ARRIVED, Status.CHECKED_IN}),
    Status.NOSHOW: frozenset({Status.BOOKED, Status.ARRIVED}),
    Status.CANCELLED: frozenset(),
}

FINEST = timedelta(minutes=5)
"""What starts that often starts whenever anything can."""

_COMES = frozenset({Status.ARRIVED, Status.CHECKED_IN, Status.FULFILLED})


def may_step(now_is: Status, then: Status, *, begun: bool) -> bool:
    """Whether an appointment may go from one state to another; nobody fails to come before the time has come."""
    return then in _STEPS[now_is] and (begun or then is not Status.NOSHOW)


def too_early(then: Status, day: date, today: date) -> bool:
    """Whether an appointment of `day` is not there yet to come to this state: nobody comes before the day has."""
    return then in _COMES and today < day


def nearest_free(
    near: datetime, not_before: datetime, windows: Iterable[tuple[datetime, datetime]], busy: Sequence[Busy], wish: Wish
) -> Iterator[datetime]:
    """Starts on the wish's grid at which it fits wholly into a window, nearest to `near` first."""
    starts = (start for opens, closes in windows for start in _starts(opens, closes - wish.length, wish.grid))
    for start in sorted((one for one in starts if one >= not_before), key=lambda one: (abs(one - near), one)):
        if clash_of(busy, wish, start) is None:
            yield start


def _starts(first: datetime, last: datetime, step: timedelta) -> Iterator[datetime]:
    while first <= last:
        yield first
        first += step


def starts_between(windows: Iterable[tuple[datetime, datetime]], wish: Wish, starts_at: datetime) -> bool:
    """Whether it lies wholly in a window and on none of the starts that the wish's grid has from its opening on."""
    within = [opens for opens, closes in windows if opens <= starts_at and starts_at + wish.length <= closes]
    return wish.grid > FINEST and bool(within) and all((starts_at - opens) % wish.grid for opens in within)
