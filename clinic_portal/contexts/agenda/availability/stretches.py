"""Stretches of minutes and what can be made of them; each list is in order, and none of it overlaps."""

from collections.abc import Iterable

from clinic_portal.contracts.agenda import MIDNIGHT

Stretches = tuple[tuple[int, int], ...]
WHOLE: Stretches = ((0, MIDNIGHT),)


def joined(stretches: Iterable[tuple[int, int]]) -> Stretches:
    """What any of them covers."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(one for one in stretches if one[0] < one[1]):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return tuple(found)


def common(some: Stretches, others: Stretches) -> Stretches:
    """What both cover."""
    if some == WHOLE:
        return others
    return tuple(
        (max(first, begins), min(last, ends))
        for first, last in some
        for begins, ends in others
        if max(first, begins) < min(last, ends)
    )


def without(some: Stretches, taken: Stretches) -> Stretches:
    """What is left of them."""
    for begins, ends in taken:
        some = tuple(
            part
            for first, last in some
            for part in ((first, min(last, begins)), (max(first, ends), last))
            if part[0] < part[1]
        )
    return some
