"""A day as a board: columns of appointments, free gaps and closed hours, everything in steps of five minutes."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from clinic_portal.blueprints.agenda.cards import (
    STEP,
    Card,
    Cards,
    Closing,
    Held,
    Opened,
    Resource,
    Stretch,
    holds,
    stretch_of,
)
from clinic_portal.blueprints.agenda.groups import cards_of
from clinic_portal.blueprints.agenda.late import NOBODY, Late, late_of
from clinic_portal.blueprints.agenda.shown import Shown
from clinic_portal.contracts.agenda import (
    AppointmentStatus,
    AppointmentTypeView,
    DayEntry,
    DayHours,
    DayView,
    HeldSlot,
    Holiday,
)
from clinic_portal.contracts.agenda.substates import SubstateView
from clinic_portal.contracts.clinics import ClinicDirectory

HOUR = 60 // STEP
DAY = 24 * HOUR
Steps = Sequence[tuple[int, int]]


class Head(NamedTuple):
    """What a column is of: `id` names it in the page, `query` in the address of a booking; `more` shows more of it.

    `current` is whether the present moment can be in it.
    """

    id: int | str
    name: str
    detail: str
    hue: int
    query: str
    more: Shown
    current: bool = True


@dataclass(frozen=True, slots=True)
class Column:
    """A practitioner's or a room's day; `filtered` is taken by appointments that are not shown."""

    head: Head
    cards: tuple[Card, ...]
    gaps: tuple[Stretch, ...]
    closed: tuple[Stretch, ...]
    blocks: tuple[Closing, ...]
    filtered: tuple[Stretch, ...]
    held: tuple[Held, ...]
    count: int

    @property
    def drawn_from(self) -> tuple[Any, ...]:
        """All that a column shows, as plain values: comparing these is cheaper than comparing what holds them."""
        cards = tuple([(*card[1:], *vars(card.entry).values()) for card in self.cards])
        return self.head, cards, self.gaps, self.closed, self.blocks, self.filtered, self.held, self.count

    @property
    def states(self) -> frozenset[str]:
        """Those that its cards are in."""
        return frozenset([card.state for card in self.cards])

    @property
    def id(self) -> int | str:
        return self.head.id

    @property
    def name(self) -> str:
        return self.head.name

    @property
    def hue(self) -> int:
        return self.head.hue


@dataclass(frozen=True, slots=True)
class Board:
    """Columns from step `first` to step `last`; `now` is None where the present is not shown.

    `of` is how many columns there are with those that a filter leaves out.
    """

    shown: Shown
    columns: tuple[Column, ...]
    first: int
    last: int
    now: int | None
    of: int
    free: str
    """The sentence of a gap, with places for `from`, `until` and `who`."""
    holidays: tuple[Holiday, ...] = ()
    late: Late = NOBODY
    """Of the columns that are shown."""

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
    prompt: int = 0,
    substates: Sequence[SubstateView] = (),
) -> Board:
    """Put a branch's day on a board; `now` in minutes since midnight if the day is today.

    `prompt` is after how many minutes one asks whether a patient came, 0 for never.
    """
    cards = Cards(shown, house, kinds, {shown.day: day.hours}, substates)
    by_column: dict[int, list[DayEntry]] = defaultdict(list)
    for one in day.entries:
        by_column[cards.column_of(one)].append(one)
    heads = cards.heads([one for one in by_column if _any_seen(by_column[one], shown)])
    chosen = [head for head in heads if not shown.only or head.id in shown.only]
    first, last = window(_whole(day.hours, shown.day, cards, chosen), cards.seen(day.entries))
    columns = tuple(_made(head, cards, by_column[head.id], day, (first, last)) for head in chosen)
    holidays = (day.hours.holiday,) if day.hours.holiday else ()
    late = late_of([one for head in chosen for one in by_column[head.id]], now, prompt)
    return Board(shown, columns, first, last, step_of(now, first, last), len(heads), free, holidays, late)


def _made(head: Resource, cards: Cards, entries: list[DayEntry], day: DayView, span: tuple[int, int]) -> Column:
    held = [one for one in day.held if cards.column_of(one) == head.id]
    return make_column(_headed(head, cards.shown), cards, entries, cards.opened(head, cards.shown.day), span, held=held)


def _headed(head: Resource, shown: Shown) -> Head:
    """What stands over a column, and where it leads to."""
    specialty, hue = getattr(head, "specialty", ""), getattr(head, "hue", 0)
    return Head(head.id, head.name, specialty, hue, f"{shown.by}_id={head.id}", shown.over("week", whose=head.id))


def make_column(
    head: Head,
    cards: Cards,
    entries: Sequence[DayEntry],
    opened: Opened,
    edges: tuple[int, int],
    *,
    held: Sequence[HeldSlot] = (),
) -> Column:
    """What is taken, free and closed of a column between two steps."""
    seen = cards.seen(entries)
    made = cards_of(cards, seen)
    filtered = _filtered(entries, seen)
    kept = tuple(Held(*stretch_of(one), one.holder, one.until) for one in held)
    standing = [*((one.start, one.length) for one in made if holds(one.entry)), *filtered]
    taken = sorted((start, start + length) for start, length in (*standing, *((one[0], one[1]) for one in kept)))
    return Column(
        head=head,
        cards=made,
        gaps=tuple(gap for opens, closes in opened.open for gap in gaps(taken, opens, closes)),
        closed=tuple(gaps(opened.open, *edges)),
        blocks=opened.blocks,
        filtered=filtered,
        held=kept,
        count=len(standing),
    )


def _whole(hours: DayHours, day: date, cards: Cards, chosen: Sequence[Resource]) -> Steps:
    """All that is open or would be, in the branch and in each column."""
    blocked = [(one.starts, one.ends) for one in hours.branch.blocked]
    theirs = [stretch for head in chosen for stretch in cards.open_minutes(head, day)]
    return steps([*hours.branch.open, *blocked, *theirs])


def _filtered(entries: Sequence[DayEntry], seen: Sequence[DayEntry]) -> tuple[Stretch, ...]:
    """What is taken all the same by those that are left out."""
    if len(seen) == len(entries):
        return ()
    ids = {one.id for one in seen}
    return tuple(stretch_of(one) for one in entries if holds(one) and one.id not in ids)


def steps(minutes: Steps) -> list[tuple[int, int]]:
    return [(first // STEP, last // STEP) for first, last in minutes]


def step_of(now: int | None, first: int, last: int) -> int | None:
    """The step of a minute, if it is shown."""
    return now // STEP if now is not None and first <= now // STEP < last else None


def window(open_steps: Steps, entries: Sequence[DayEntry]) -> tuple[int, int]:
    """From an hour before the first to an hour after the last thing of the day, on whole hours."""
    starts = [opens for opens, _ in open_steps] + [one.starts // STEP for one in entries]
    ends = [closes for _, closes in open_steps] + [(one.starts + one.minutes) // STEP for one in entries]
    first = min(starts, default=9 * HOUR) - HOUR // 2
    last = max(ends, default=18 * HOUR) + HOUR // 2
    return max(0, first // HOUR * HOUR), min(DAY, -(-last // HOUR) * HOUR)


def gaps(taken: Steps, first: int, last: int) -> Iterator[Stretch]:
    """What of first..last no stretch of `taken` covers; `taken` in order."""
    for start, end in taken:
        if first < min(start, last):
            yield Stretch(first, min(start, last) - first)
        first = max(first, end)
    if first < last:
        yield Stretch(first, last - first)


def _any_seen(entries: Sequence[DayEntry], shown: Shown) -> bool:
    """Whether somebody who is gone has anything that a column would show."""
    return shown.cancelled or any(one.status is not AppointmentStatus.CANCELLED for one in entries)
