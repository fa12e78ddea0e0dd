"""What clinics decide by thinking alone: which parts of a house can be chosen, and which hours can be kept."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import time
from itertools import pairwise
from typing import Any

from clinic_portal.contracts.clinics import (
    BranchView,
    ClinicDirectory,
    HoursFault,
    PastHouse,
    PractitionerShift,
    PractitionerView,
    RoomView,
)

Block = tuple[int, time, time]
"""(weekday, opens, closes), Monday being 0."""


@dataclass(frozen=True)
class Parts:
    """Everything a clinic ever had, retired or not."""

    branches: tuple[BranchView, ...]
    rooms: tuple[RoomView, ...]
    practitioners: tuple[PractitionerView, ...]


def furnished(parts: Parts, shifts: tuple[PractitionerShift, ...], **rest: Any) -> ClinicDirectory:
    """The house: what can be chosen, and what is past because it, or its branch, is retired."""
    shut = {branch.id for branch in parts.branches if branch.retired}
    rooms = [room for room in parts.rooms if not room.retired and room.branch_id not in shut]
    people = [one for one in parts.practitioners if not one.retired and one.branch_id not in shut]
    open_rooms, here = {room.id for room in rooms}, {one.id for one in people}
    return ClinicDirectory(
        branches=tuple(branch for branch in parts.branches if not branch.retired),
        rooms=tuple(rooms),
        shifts=shifts,
        practitioners=tuple(_in_open_room(one, open_rooms) for one in people),
        past=PastHouse(
            branches=tuple(branch for branch in parts.branches if branch.retired),
            rooms=tuple(room for room in parts.rooms if room.id not in open_rooms),
            practitioners=tuple(one for one in parts.practitioners if one.id not in here),
        ),
        **rest,
    )


def _in_open_room(one: PractitionerView, open_rooms: set[int]) -> PractitionerView:
    """A retired room is proposed to nobody."""
    return one if one.room_id is None or one.room_id in open_rooms else one.model_copy(update={"room_id": None})


def faults_of(blocks: Iterable[Block]) -> dict[int, HoursFault]:
    """The first fault of each weekday; blocks may touch, not overlap."""
    by_day: dict[int, list[tuple[time, time]]] = defaultdict(list)
    for weekday, opens, closes in blocks:
        by_day[weekday].append((opens, closes))
    return {weekday: fault for weekday, day in sorted(by_day.items()) for fault in _first_fault(sorted(day))}


def _first_fault(day: list[tuple[time, time]]) -> Iterator[HoursFault]:
    for opens, closes in day:
        if opens >= closes:
            yield HoursFault.EMPTY if opens == closes else HoursFault.REVERSED
            return
    if any(later[0] < earlier[1] for earlier, later in pairwise(day)):
        yield HoursFault.OVERLAPPING


def moved(ids: list[int], one: int, *, earlier: bool) -> list[int]:
    """The ids with one of them a place earlier or later; at the end of the row nothing changes."""
    at = ids.index(one)
    to = max(0, at - 1) if earlier else min(len(ids) - 1, at + 1)
    rest = [other for other in ids if other != one]
    return [*rest[:to], one, *rest[to:]]
