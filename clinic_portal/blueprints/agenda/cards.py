"""An appointment as a card on a board, and which of them a view shows."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from clinic_portal.blueprints.agenda.shown import Shown
from clinic_portal.contracts.agenda import AppointmentStatus, AppointmentTypeView, DayEntry, DayHours, HeldSlot, Hours
from clinic_portal.contracts.agenda.substates import SubstateView
from clinic_portal.contracts.clinics import ClinicDirectory, PractitionerView, RoomView

STEP = 5
"""Minutes; everything on a board is placed in these steps since midnight."""
Resource = PractitionerView | RoomView
_NEVER = Hours()


class Stretch(NamedTuple):
    """From `start`, `length` steps long."""

    start: int
    length: int


class Closing(NamedTuple):
    """A stretch that is blocked; a holiday has no words of its own."""

    start: int
    length: int
    reason: str


class Held(NamedTuple):
    """A place that somebody is booking: `holder`, whom nobody knows on the public page, until `until`."""

    start: int
    length: int
    holder: str
    until: datetime


class Opened(NamedTuple):
    """When a column can be booked, from step to step, and what is blocked of it."""

    open: tuple[tuple[int, int], ...] = ()
    blocks: tuple[Closing, ...] = ()


class Card(NamedTuple):
    """An appointment on the board; `lane` is its place beside those at the same time, such as `lane-1of2`.

    `hue` is the practitioner's colour, `colour` that of the type.

    The first of a group carries its `members`, itself among them.
    """

    entry: DayEntry
    start: int
    length: int
    state: str
    kind: str
    beside: str
    hue: int
    colour: int
    lane: str
    members: tuple[DayEntry, ...] = ()
    within: bool = False
    substate: SubstateView | None = None

    @property
    def group(self) -> bool:
        """Whether it stands for all of its session; of the others each is `within` it."""
        return bool(self.members)


class Cards:
    """Makes cards; knows the names behind the ids and whose columns are shown."""

    def __init__(
        self,
        shown: Shown,
        house: ClinicDirectory,
        kinds: Sequence[AppointmentTypeView],
        hours: Mapping[date, DayHours],
        substates: Sequence[SubstateView] = (),
    ) -> None:
        self.shown, self._branch = shown, shown.branch.id
        self._by_room = shown.by == "room"
        self._hours = hours
        self._substates = {one.id: one for one in substates}
        self._kinds = {kind.id: (kind.name, kind.hue) for kind in kinds}
        self._practitioners = {one.id: one for one in (*house.practitioners, *house.past.practitioners)}
        self._rooms = {one.id: one for one in (*house.rooms, *house.past.rooms)}
        self._here: Sequence[Resource] = (
            house.rooms_of(self._branch) if self._by_room else house.practitioners_of(self._branch)
        )
        self._ids_here = frozenset([head.id for head in self._here])

    def heads(self, wanted: Iterable[int]) -> list[Resource]:
        """The branch's own and, after them, those who are gone from it but still have appointments that day."""
        known: Mapping[int, Resource] = self._rooms if self._by_room else self._practitioners
        gone = set(wanted) - self._ids_here
        return [*self._here, *(known[one] for one in sorted(gone))]

    def open_minutes(self, head: Resource, day: date) -> Sequence[tuple[int, int]]:
        """When the column can be booked: never, once it is no longer of this branch."""
        return self._of(head, day).open

    def opened(self, head: Resource, day: date) -> Opened:
        """The same in steps, and what closes the column although it would be open."""
        return opened_of(self._of(head, day))

    def _of(self, head: Resource, day: date) -> Hours:
        if head.id not in self._ids_here or day not in self._hours:
            return _NEVER
        day_hours = self._hours[day]
        return (day_hours.rooms if self._by_room else day_hours.practitioners).get(head.id, _NEVER)

    def column_of(self, entry: DayEntry | HeldSlot) -> int:
        return entry.room_id if self._by_room else entry.practitioner_id

    def seen(self, entries: Sequence[DayEntry]) -> Sequence[DayEntry]:
        """Those that no filter leaves out."""
        shown = self.shown
        found = entries
        if not shown.cancelled and AppointmentStatus.CANCELLED not in shown.states:
            found = [one for one in found if one.status is not AppointmentStatus.CANCELLED]
        if shown.kinds:
            found = [one for one in found if one.type_id in shown.kinds]
        if shown.states:
            found = [one for one in found if state_of(one.status, confirmed=one.confirmed) in shown.states]
        return found

    def __call__(self, entry: DayEntry, lane: str) -> Card:
        practitioner = self._practitioners[entry.practitioner_id]
        start, length = stretch_of(entry)
        kind, colour = self._kinds.get(entry.type_id, ("", 0))
        return Card(
            entry=entry,
            start=start,
            length=length,
            state=state_of(entry.status, confirmed=entry.confirmed),
            kind=kind,
            beside=practitioner.name if self._by_room else self._rooms[entry.room_id].name,
            hue=practitioner.hue,
            colour=colour,
            lane=lane,
            substate=self._substates.get(entry.substate_id) if entry.substate_id else None,
        )


def opened_of(hours: Hours) -> Opened:
    """A column's day in steps."""
    return Opened(
        tuple((first // STEP, last // STEP) for first, last in hours.open),
        tuple(
            Closing(one.starts // STEP, max(1, one.ends // STEP - one.starts // STEP), one.reason)
            for one in hours.blocked
        ),
    )


def state_of(status: AppointmentStatus, *, confirmed: bool) -> str:
    """The word for colour, icon and text: a booked appointment that the patient confirmed is `confirmed`."""
    return "confirmed" if confirmed and status is AppointmentStatus.BOOKED else status.value


def stretch_of(entry: DayEntry | HeldSlot) -> Stretch:
    """Where an appointment stands, in steps."""
    return Stretch(entry.starts // STEP, max(1, -(-entry.minutes // STEP)))


def holds(entry: DayEntry) -> bool:
    return entry.status not in {AppointmentStatus.CANCELLED, AppointmentStatus.NOSHOW}
