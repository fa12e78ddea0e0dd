"""What is taken of many practitioners, rooms and pieces over some days, read at once, and the free times between."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ARRAY, BigInteger, CompoundSelect, bindparam, func, literal, or_, select, union_all

from clinic_portal.contexts.agenda.availability.calendar import Calendar
from clinic_portal.contexts.agenda.availability.moments import windows_of
from clinic_portal.contexts.agenda.availability.opened import OpenDays
from clinic_portal.contexts.agenda.availability.stretches import Stretches
from clinic_portal.contexts.agenda.equipment.models import AppointmentEquipment
from clinic_portal.contexts.agenda.holds.counted import NO_HOLD, held_pieces, held_places
from clinic_portal.contexts.agenda.holds.keys import NO_KEY, digest_of
from clinic_portal.contexts.agenda.holds.models import SlotHold
from clinic_portal.contexts.agenda.models import Appointment, Schedule
from clinic_portal.contexts.agenda.occupied import BUFFER, LONGEST
from clinic_portal.contexts.agenda.places import Busy, Wish, find_place
from clinic_portal.contracts.agenda import FreeTime
from clinic_portal.contracts.clinics import ClinicDirectory, PractitionerView
from clinic_portal.foundation.clock import at_local, now
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.database.hot import HotRead
from clinic_portal.foundation.work import current_work

A, E, H, S = Appointment, AppointmentEquipment, SlotHold, Schedule
OWN = {REVIEWED: "names its clinic itself, so that it is compiled once"}
Part = Callable[[date, Stretches], Stretches]
"""What of a day's open stretches is wished."""
_KEPT = (A.session_key, A.id, A.seat, A.type_id, A.starts_at, A.ends_at, NO_HOLD)
_FROM, _UNTIL = func.coalesce(A.busy_from, A.starts_at), func.coalesce(A.busy_until, A.ends_at)
_STANDING = (
    A.clinic_id == bindparam("clinic_id"),
    A.starts_at < bindparam("until"),
    A.starts_at >= bindparam("since"),
    A.holds,
)
_PRACTITIONERS, _ROOMS, _EQUIPMENT = (
    func.any(bindparam(name, type_=ARRAY(BigInteger))) for name in ("practitioners", "rooms", "equipment")
)
_LATER = H.busy_until > bindparam("since")
TAKEN: CompoundSelect[Any] = union_all(
    select(A.practitioner_id, A.room_id, _FROM.label("first"), _UNTIL.label("last"), A.room_lane, *_KEPT).where(
        *_STANDING, or_(A.practitioner_id == _PRACTITIONERS, A.room_id == _ROOMS)
    ),
    held_places(_LATER, or_(H.practitioner_id == _PRACTITIONERS, H.room_id == _ROOMS)),
)
"""What keeps any of the `practitioners` and `rooms`: the columns of a `Busy`."""
_BUSY = HotRead(TAKEN.execution_options(**OWN))
_PIECES = HotRead(
    union_all(
        select(literal(0), literal(0), _FROM, _UNTIL, E.lane, *_KEPT, E.equipment_id)
        .join(A, (A.clinic_id == E.clinic_id) & (A.id == E.appointment_id))
        .where(*_STANDING, E.equipment_id == _EQUIPMENT),
        held_pieces(_LATER),
    ).execution_options(**OWN)
)
_SCHEDULES = HotRead(
    select(S.kind, S.resource_id, S.branch_id, S.capacity)
    .where(S.clinic_id == bindparam("clinic_id"), S.kind != literal("practitioner"))
    .execution_options(**OWN)
)
Schedules = Mapping[tuple[str, int], tuple[int, int]]
"""By kind and id: the branch, and how many at once."""


def schedules() -> Schedules:
    """Of every room and piece of equipment; one statement."""
    return schedules_soon()()


def schedules_soon() -> Callable[[], Schedules]:
    """The same, to be asked for after others have joined the flight."""
    asked = _SCHEDULES.soon(current_work())
    return lambda: {(kind, resource): (branch, capacity) for kind, resource, branch, capacity in asked.rows()}


def span(house: ClinicDirectory, first: date, last: date) -> dict[str, datetime]:
    """Between which moments anything begins that bears on the days: `since` and `until`."""
    zone = house.clinic.time_zone
    return {
        "since": at_local(first, 0, zone) - LONGEST - BUFFER,
        "until": at_local(last + timedelta(days=1), 0, zone) + BUFFER,
    }


def furnished(wish: Wish, branch_id: int, known: Schedules) -> Wish | None:
    """The wish with what each thing takes at once and with the branch's equipment; None where there is none."""
    here = tuple(one for one in wish.equipment if known.get(("equipment", one), (0, 0))[0] == branch_id)
    if wish.equipment and not here:
        return None
    many = {thing: capacity for thing, (_, capacity) in known.items() if capacity != 1}
    return replace(wish, equipment=here, capacity=many)


class Diary:
    """The days from `first` to `last` of who and what is wished for; one statement, or two with equipment."""

    def __init__(
        self,
        house: ClinicDirectory,
        calendar: Calendar,
        first: date,
        last: date,
        wishes: Collection[Wish],
        *,
        hold: str = NO_KEY,
    ) -> None:
        self._house, self._calendar, self._first, self._last = house, calendar, first, last
        self._hold = hold
        self._taken: dict[tuple[str, int], list[Busy]] = defaultdict(list)
        self._branches: dict[int, OpenDays] = {}
        self._read(wishes)

    def free(
        self, practitioner: PractitionerView, wish: Wish, *, since: datetime, part: Part, ignoring: int = 0
    ) -> Iterator[FreeTime]:
        """Free times of somebody at their branch from a moment on, in order, each in the first room that is free."""
        days = self._at(practitioner.branch_id)
        busy = [one for one in self._busy(wish) if one.appointment_id != ignoring] + days.closed_rooms(wish.rooms)
        stretches = ((day, part(day, open_)) for day, open_ in days.stretches(practitioner.id))
        for opens, closes in windows_of(stretches, self._house.clinic.time_zone):
            near = [one for one in busy if one.meets(opens - BUFFER, closes + BUFFER)]
            for start in _starts(opens, closes - wish.length, wish.grid):
                if start < since:
                    continue
                place = find_place(near, wish, start)
                if place.conflict is None:
                    yield FreeTime(starts_at=start, practitioner_id=practitioner.id, room_id=place.room_id)

    def take(self, free: FreeTime, wish: Wish) -> None:
        """Count a time as taken, though nobody has booked it yet."""
        first, until = wish.stretch(free.starts_at)
        self._keep(Busy(free.practitioner_id, free.room_id, first, until))

    def _busy(self, wish: Wish) -> list[Busy]:
        """Each that keeps anything of what is wished, once."""
        things = [("practitioner", wish.practitioner_id), *(("room", one) for one in wish.rooms)]
        things += [("equipment", one) for one in wish.equipment]
        return list(dict.fromkeys(one for thing in things for one in self._taken[thing]))

    def _read(self, wishes: Collection[Wish]) -> None:
        session, between = current_work(), dict[str, Any](span(self._house, self._first, self._last))
        between |= {"moment": now(), "own_hold": digest_of(self._hold)}
        practitioners = sorted({one.practitioner_id for one in wishes})
        rooms = sorted({room for one in wishes for room in one.rooms})
        equipment = sorted({piece for one in wishes for piece in one.equipment})
        rows = _BUSY.rows(session, practitioners=practitioners, rooms=rooms, **between)
        if equipment:
            rows = [*rows, *_PIECES.rows(session, equipment=equipment, **between)]
        for row in rows:
            self._keep(Busy(*row))

    def _keep(self, busy: Busy) -> None:
        if busy.equipment_id:
            self._taken["equipment", busy.equipment_id].append(busy)
        else:
            self._taken["practitioner", busy.practitioner_id].append(busy)
            self._taken["room", busy.room_id].append(busy)

    def _at(self, branch_id: int) -> OpenDays:
        if branch_id not in self._branches:
            self._branches[branch_id] = OpenDays(self._house, branch_id, self._first, self._last, self._calendar)
        return self._branches[branch_id]


def _starts(first: datetime, last: datetime, step: timedelta) -> Iterator[datetime]:
    while first <= last:
        yield first
        first += step
