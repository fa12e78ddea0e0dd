"""A group stands on the board as one card: the first of its session carries the others."""

from collections.abc import Sequence

from clinic_portal.blueprints.agenda.cards import Card, Cards, holds
from clinic_portal.blueprints.agenda.lanes import lanes
from clinic_portal.contracts.agenda import DayEntry

Groups = dict[int, list[DayEntry]]


def cards_of(cards: Cards, seen: Sequence[DayEntry]) -> tuple[Card, ...]:
    """A card for each, in order; the places side by side are those of what stands for itself or for its group."""
    groups = _groups(seen)
    shown = [one for one in seen if not _is_within(one, groups)]
    places = dict(zip((one.id for one in shown), lanes(shown), strict=True))
    return tuple(_card(cards, one, groups, places) for one in seen)


def _groups(seen: Sequence[DayEntry]) -> Groups:
    groups: Groups = {}
    for one in seen:
        if one.seats > 1 and holds(one):
            groups.setdefault(one.session, []).append(one)
    return groups


def _is_within(one: DayEntry, groups: Groups) -> bool:
    return holds(one) and one.session in groups and groups[one.session][0].id != one.id


def _card(cards: Cards, one: DayEntry, groups: Groups, places: dict[int, str]) -> Card:
    if one.id not in places:
        return cards(one, "")._replace(within=True)
    leads = holds(one) and one.session in groups
    return cards(one, places[one.id])._replace(members=tuple(groups[one.session]) if leads else ())
