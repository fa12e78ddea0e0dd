"""Appointments at the same time stand side by side: which lane of how many each gets."""

from collections.abc import Iterator, Sequence

from clinic_portal.contracts.agenda import DayEntry

MOST = 6
"""As many lanes as the style sheet has."""


def lanes(entries: Sequence[DayEntry]) -> list[str]:
    """For each entry, in order of time, `lane-1of2` and the like; empty where it stands alone."""
    return [name for group in _groups(entries) for name in _names(group)]


def _groups(entries: Sequence[DayEntry]) -> Iterator[list[DayEntry]]:
    """Runs of entries of which each meets one before it."""
    group: list[DayEntry] = []
    end = 0
    for one in entries:
        if group and one.starts >= end:
            yield group
            group = []
        group.append(one)
        end = max(end, one.starts + one.minutes) if len(group) > 1 else one.starts + one.minutes
    if group:
        yield group


def _names(group: Sequence[DayEntry]) -> list[str]:
    ends: list[int] = []
    places: list[int] = []
    for one in group:
        place = next((number for number, end in enumerate(ends) if end <= one.starts), len(ends))
        ends[place : place + 1] = [one.starts + one.minutes]
        places.append(place)
    if len(ends) == 1:
        return [""] * len(group)
    many = min(len(ends), MOST)
    return [f"lane-{min(place + 1, many)}of{many}" for place in places]
