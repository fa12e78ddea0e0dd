"""The queue as a board: a column for each practitioner or each place, and how long everybody waits."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from flask import request, url_for

from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.contracts.agenda import DayPolicy, QueueEntry, QueueState, QueueView
from clinic_portal.contracts.clinics import BranchView, ClinicDirectory
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.typed import whole_number

By = Literal["practitioner", "place"]
OUT = frozenset({QueueState.DONE, QueueState.WITHDRAWN})
MOST_OVER = 12


@dataclass(frozen=True, slots=True)
class WaitingShown:
    """Which queue is shown, and its columns by whom."""

    branch: BranchView
    by: By = "practitioner"

    def address(self, endpoint: str = "agenda.waiting_room_show", **more: Any) -> str:
        return url_for(endpoint, branch=self.branch.id, by=self.by, **more)

    def by_whom(self, by: By) -> "WaitingShown":
        return replace(self, by=by)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One in the queue; `since` is when what is counted began, `tone` is empty, `amber` or `red`."""

    entry: QueueEntry
    who: str
    place: str
    since: datetime
    minutes: int
    tone: str


@dataclass(frozen=True, slots=True)
class WaitingColumn:
    """`practitioner_id` and `point_id` say whom its button calls next."""

    key: str
    name: str
    detail: str
    hue: int
    waiting: tuple[Waiting, ...]
    practitioner_id: int | None = None
    point_id: int | None = None

    @property
    def call_key(self) -> str:
        """The idempotency key of a call, so that a double click calls one."""
        return new_id()

    @property
    def count(self) -> int:
        return sum(one.entry.state is QueueState.WAITING for one in self.waiting)


@dataclass(frozen=True, slots=True)
class WaitingBoard:
    """`over` are those who are done or went away, the latest first."""

    shown: WaitingShown
    columns: tuple[WaitingColumn, ...]
    over: tuple[Waiting, ...]
    waited: int | None
    policy: DayPolicy


def asked_for() -> WaitingShown:
    """The queue that the address names; raises NotFound for a branch that is not this clinic's."""
    home, wanted = house(), whole_number(request.args.get("branch"))
    branch = home.branch(wanted) if wanted is not None else next(iter(home.branches), None)
    if branch is None:
        raise NotFound
    return WaitingShown(branch, "place" if request.args.get("by") == "place" else "practitioner")


def board_of(shown: WaitingShown) -> WaitingBoard:
    """The queue as it stands now."""
    home, queue, policy = house(), agenda().queue(shown.branch.id), agenda().day_policy()
    moment = now()
    seen = [_waiting(entry, home, queue, policy, moment) for entry in queue.entries]
    here = [one for one in seen if one.entry.state not in OUT]
    over = sorted((one for one in seen if one.entry.state in OUT), key=lambda one: one.entry.since, reverse=True)
    columns = _by_practitioner(shown, home, here) if shown.by == "practitioner" else _by_place(shown, home, queue, here)
    return WaitingBoard(shown, columns, tuple(over[:MOST_OVER]), queue.waited, policy)


def _waiting(
    entry: QueueEntry, home: ClinicDirectory, queue: QueueView, policy: DayPolicy, moment: datetime
) -> Waiting:
    practitioner = home.practitioner(entry.practitioner_id) if entry.practitioner_id else None
    since = entry.arrived_at if entry.state in {QueueState.WAITING, QueueState.CALLED} else entry.since
    minutes = int((moment - since).total_seconds()) // 60
    waits = entry.state in {QueueState.WAITING, QueueState.CALLED}
    return Waiting(
        entry=entry,
        who=practitioner.name if practitioner else "",
        place=_place(entry, home, queue),
        since=since,
        minutes=minutes,
        tone=_tone(minutes, policy) if waits else "",
    )


def _tone(minutes: int, policy: DayPolicy) -> str:
    if minutes >= policy.red_minutes:
        return "red"
    return "amber" if minutes >= policy.amber_minutes else ""


def _place(entry: QueueEntry, home: ClinicDirectory, queue: QueueView) -> str:
    if entry.point_id:
        return next((point.name for point in queue.points if point.id == entry.point_id), "")
    room = home.room(entry.room_id) if entry.room_id else None
    return room.name if room else ""


def _by_practitioner(shown: WaitingShown, home: ClinicDirectory, here: list[Waiting]) -> tuple[WaitingColumn, ...]:
    groups: dict[int | None, list[Waiting]] = defaultdict(list)
    for one in here:
        groups[one.entry.practitioner_id].append(one)
    staff = {one.id: one for one in home.practitioners_of(shown.branch.id)}
    gone = {id_: home.practitioner(id_) for id_ in groups if id_ and id_ not in staff}
    columns = [
        WaitingColumn(f"p{one.id}", one.name, one.specialty, one.hue, tuple(groups[one.id]), practitioner_id=one.id)
        for one in [*staff.values(), *filter(None, gone.values())]
    ]
    return (*columns, WaitingColumn("p0", "", "", 0, tuple(groups[None])))


def _by_place(
    shown: WaitingShown, home: ClinicDirectory, queue: QueueView, here: list[Waiting]
) -> tuple[WaitingColumn, ...]:
    groups: dict[tuple[int | None, int | None], list[Waiting]] = defaultdict(list)
    for one in here:
        groups[one.entry.room_id, one.entry.point_id].append(one)
    points = [
        WaitingColumn(f"s{point.id}", point.name, "", 0, tuple(groups[None, point.id]), point_id=point.id)
        for point in queue.points
        if point.branch_id == shown.branch.id and (not point.retired or groups[None, point.id])
    ]
    rooms = [
        WaitingColumn(f"r{room.id}", room.name, "", 0, tuple(groups[room.id, None]))
        for room in home.rooms_of(shown.branch.id)
    ]
    return (*points, *rooms, WaitingColumn("r0", "", "", 0, tuple(groups[None, None])))
