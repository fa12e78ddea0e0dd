"""A day as a board: columns of appointments, free gaps and closed hours, everything in steps of five minutes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from clinic_portal.blueprints.agenda.lanes import lanes
from clinic_portal.blueprints.agenda.shown import Shown
from clinic_portal.contracts.agenda import AppointmentStatus, AppointmentTypeView, DayEntry, DayView
from clinic_portal.contracts.clinics import ClinicDirectory, PractitionerView, RoomView

STEP = 5
HOUR = 60 // STEP
DAY = 24 * HOUR
Head = PractitionerView | RoomView


class Stretch(NamedTuple):
    """From `start`, `length` steps long."""

    start: int
    length: int


class Card(NamedTuple):
    """An appointment on the board; `lane` is its place beside those at the same time, such as `lane-1of2`."""

    entry: DayEntry
    start: int
    length: int
    state: str
    kind: str
    beside: str
    hue: int
    lane: str


@dataclass(frozen=True, slots=True)
class Column:
    """A practitioner's or a room's day; `key` names it in ids and addresses."""

    id: int
    name: str
    detail: str
    hue: int
    cards: tuple[Card, ...]
    gaps: tuple[Stretch, ...]
    closed: tuple[Stretch, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Board:
    """The whole day from step `first` to step `last`; `now` is None on other days."""

    shown: Shown
    columns: tuple[Column, ...]
    first: int
    last: int
    now: int | None
    cancelled_count: int
    free: str
    """The sentence of a gap, with places for `from`, `until` and `who`."""

    @property
    def states(self) -> frozenset[str]:
        """Those that the day's cards are in."""
        return frozenset(card.state for column in self.columns for card in column.cards)

    @property
    def hours(self) -> range:
        return range(-(-self.first // HOUR) * HOUR, self.last, HOUR)


def make_board(
    shown: Shown,
    day: DayView,
    house: ClinicDirectory,
    kinds: Sequence[AppointmentTypeView],
    now: int | None,
    *,
    free: str = "",
) -> Board:
    """Put a branch's day on a board; `now` in minutes since midnight if the day is today."""
    open_steps = _steps(house.open_minutes(shown.branch.id, shown.day))
    entries = [one for one in day.entries if shown.cancelled or one.status is not AppointmentStatus.CANCELLED]
    first, last = _window(open_steps, entries)
    kind_names = {kind.id: kind.name for kind in kinds}
    columns = tuple(_columns(shown, entries, house, kind_names, (first, last)))
    return Board(
        shown=shown,
        columns=columns,
        first=first,
        last=last,
        now=now // STEP if now is not None and first <= now // STEP < last else None,
        cancelled_count=sum(one.status is AppointmentStatus.CANCELLED for one in day.entries),
        free=free,
    )


def _steps(minutes: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(first // STEP, last // STEP) for first, last in minutes]


def _window(open_steps: Sequence[tuple[int, int]], entries: Sequence[DayEntry]) -> tuple[int, int]:
    """From an hour before the first to an hour after the last thing of the day, on whole hours."""
    starts = [opens for opens, _ in open_steps] + [one.starts // STEP for one in entries]
    ends = [closes for _, closes in open_steps] + [(one.starts + one.minutes) // STEP for one in entries]
    first = min(starts, default=9 * HOUR) - HOUR // 2
    last = max(ends, default=18 * HOUR) + HOUR // 2
    return max(0, first // HOUR * HOUR), min(DAY, -(-last // HOUR) * HOUR)


def _columns(
    shown: Shown,
    entries: Sequence[DayEntry],
    house: ClinicDirectory,
    kinds: dict[int, str],
    window: tuple[int, int],
) -> Iterator[Column]:
    card = _Cards(shown, house, kinds)
    by_column: dict[int, list[DayEntry]] = defaultdict(list)
    for one in entries:
        by_column[card.column_of(one)].append(one)
    for head in card.heads(by_column):
        mine, open_steps = by_column[head.id], card.open_steps(head)
        cards = tuple(card(one, lane) for one, lane in zip(mine, lanes(mine), strict=True))
        taken = sorted((one.start, one.start + one.length) for one in cards if _holds(one.entry))
        yield Column(
            id=head.id,
            name=head.name,
            detail=getattr(head, "specialty", ""),
            hue=getattr(head, "hue", 0),
            cards=cards,
            gaps=tuple(gap for opens, closes in open_steps for gap in _gaps(taken, opens, closes)),
            closed=tuple(_gaps(open_steps, *window)),
            count=len(taken),
        )


class _Cards:
    """Makes cards; knows the names behind the ids and whose columns are shown."""

    def __init__(self, shown: Shown, house: ClinicDirectory, kinds: dict[int, str]) -> None:
        self._branch, self._day = shown.branch.id, shown.day
        self._by_room = shown.by == "room"
        self._house = house
        self._kinds = kinds
        self._practitioners = {one.id: one for one in (*house.practitioners, *house.past.practitioners)}
        self._rooms = {one.id: one for one in (*house.rooms, *house.past.rooms)}
        self._here: Sequence[Head] = (
            house.rooms_of(self._branch) if self._by_room else house.practitioners_of(self._branch)
        )

    def heads(self, wanted: Iterable[int]) -> list[Head]:
        """The branch's own and, after them, those who are gone from it but still have appointments that day."""
        known: Mapping[int, Head] = self._rooms if self._by_room else self._practitioners
        gone = set(wanted) - {head.id for head in self._here}
        return [*self._here, *(known[one] for one in sorted(gone))]

    def open_steps(self, head: Head) -> list[tuple[int, int]]:
        """When the column can be booked: never, once it is no longer of this branch."""
        if head not in self._here:
            return []
        if self._by_room:
            return _steps(self._house.open_minutes(self._branch, self._day))
        return _steps(self._house.working_minutes(head.id, self._branch, self._day))

    def column_of(self, entry: DayEntry) -> int:
        return entry.room_id if self._by_room else entry.practitioner_id

    def __call__(self, entry: DayEntry, lane: str) -> Card:
        practitioner = self._practitioners[entry.practitioner_id]
        room = self._rooms[entry.room_id]
        return Card(
            entry=entry,
            start=entry.starts // STEP,
            length=max(1, -(-entry.minutes // STEP)),
            state=state_of(entry.status, confirmed=entry.confirmed),
            kind=self._kinds.get(entry.type_id, ""),
            beside=practitioner.name if self._by_room else room.name,
            hue=practitioner.hue,
            lane=lane,
        )


def state_of(status: AppointmentStatus, *, confirmed: bool) -> str:
    """The word for colour, icon and text: a booked appointment that the patient confirmed is `confirmed`."""
    return "confirmed" if confirmed and status is AppointmentStatus.BOOKED else status.value


def _holds(entry: DayEntry) -> bool:
    return entry.status not in {AppointmentStatus.CANCELLED, AppointmentStatus.NOSHOW}


def _gaps(taken: Sequence[tuple[int, int]], first: int, last: int) -> Iterator[Stretch]:
    """What of first..last no stretch of `taken` covers; `taken` in order."""
    for start, end in taken:
        if first < min(start, last):
            yield Stretch(first, min(start, last) - first)
        first = max(first, end)
    if first < last:
        yield Stretch(first, last - first)
