"""A day's columns for the template: cards with their places, and the gaps between them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.timezone import localtime

from benchmarks.django_plain.models import Appointment, OpeningHours, Practitioner

STEP = 5
Stretch = tuple[int, int]


@dataclass
class Card:
    """An appointment at its place; steps are of five minutes."""

    entry: Appointment
    start: int
    minutes: int

    @property
    def length(self) -> int:
        return max(1, -(-self.minutes // STEP))


@dataclass
class Column:
    practitioner: Practitioner
    cards: list[Card]
    gaps: list[Stretch]
    count: int


@dataclass
class Day:
    first: int
    last: int
    closed: list[Stretch]
    columns: list[Column]

    @property
    def hours(self) -> range:
        return range(-(-self.first // 12) * 12, self.last, 12)


def day_of(
    appointments: Sequence[Appointment], practitioners: Sequence[Practitioner], opened: Sequence[OpeningHours]
) -> Day:
    hours = [(_step(one.opens), _step(one.closes)) for one in opened]
    cards = defaultdict[int, list[Card]](list)
    for one in appointments:
        card = Card(one, _step(localtime(one.starts_at)), (one.ends_at - one.starts_at).seconds // 60)
        cards[one.practitioner_id].append(card)
    everything = [card for mine in cards.values() for card in mine]
    first = min([opens for opens, _ in hours] + [card.start for card in everything]) - 6
    last = max([closes for _, closes in hours] + [card.start + card.minutes // STEP for card in everything]) + 6
    first, last = max(0, first // 12 * 12), min(288, -(-last // 12) * 12)
    columns = [_column(one, cards[one.id], hours) for one in practitioners]
    return Day(first, last, list(_between(hours, first, last)), columns)


def _column(practitioner: Practitioner, cards: list[Card], hours: list[Stretch]) -> Column:
    taken = [(card.start, card.start + card.length) for card in cards if card.entry.status != "noshow"]
    gaps = [gap for opens, closes in hours for gap in _between(taken, opens, closes)]
    return Column(practitioner, cards, gaps, len(taken))


def _between(taken: Sequence[Stretch], first: int, last: int) -> Iterator[Stretch]:
    """(start, length) of what is left."""
    for start, end in taken:
        if first < min(start, last):
            yield first, min(start, last) - first
        first = max(first, end)
    if first < last:
        yield first, last - first


def _step(moment) -> int:
    return moment.hour * 12 + moment.minute // STEP
