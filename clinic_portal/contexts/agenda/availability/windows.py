"""When practitioners and rooms of a branch can be booked on a day, and what closes it: values in, values out.

A branch is open as its week says, but for what closes it, and in its extra hours. A practitioner can be booked at the
open branch in their own hours, but for their absences; their own extra hours open the house for them even when the
branch is closed. A room is there unless its own rule or a block says otherwise.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from clinic_portal.contexts.agenda.availability.calendar import Calendar, Exceptional
from clinic_portal.contexts.agenda.availability.stretches import WHOLE, Stretches, common, joined, without
from clinic_portal.contracts.agenda import Blocked, Hours, Whose, Why
from clinic_portal.contracts.clinics import ClinicDirectory


@dataclass(frozen=True)
class BranchDay:
    """A branch's day; `calendar` is what bears on this very day, `holiday` whether the country rests."""

    house: ClinicDirectory
    calendar: Calendar
    branch_id: int
    day: date
    holiday: bool = False

    def open_for(self, practitioner_id: int, room_id: int | None = None) -> Stretches:
        """When somebody can be booked, in one room or in any."""
        own = self._of(Whose.PRACTITIONER, practitioner_id)
        there = without(self._week_of(practitioner_id), _times(own, extra=False))
        found = joined((*common(self.branch_open, there), *_times(own, extra=True)))
        return found if room_id is None else common(self.room_there(room_id), found)

    def room_open(self, room_id: int) -> Stretches:
        """When a room can be booked at the open branch."""
        return common(self.room_there(room_id), self.branch_open)

    def room_there(self, room_id: int) -> Stretches:
        """When nothing of its own keeps the room from being used."""
        week, own = self.calendar.week(Whose.ROOM, room_id, self.day), self._of(Whose.ROOM, room_id)
        if week is None and not own:
            return WHOLE
        there = without(WHOLE if week is None else week, _times(own, extra=False))
        return joined((*there, *_times(own, extra=True)))

    @cached_property
    def branch_open(self) -> Stretches:
        if self.holiday and self.calendar.holidays_close:
            usual: Stretches = ()
        else:
            usual = without(self._branch_week, _times(self._branchs, extra=False))
        return joined((*usual, *_times(self._branchs, extra=True)))

    def branch_hours(self) -> Hours:
        return self._told(self.branch_open, self._branch_week, self._branch_blocks)

    def practitioner_hours(self, practitioner_id: int) -> Hours:
        blocks = (*self._branch_blocks, *_blocks(self._of(Whose.PRACTITIONER, practitioner_id)))
        usual = common(self._branch_week, self._week_of(practitioner_id))
        return self._told(self.open_for(practitioner_id), usual, blocks)

    def room_hours(self, room_id: int) -> Hours:
        week = self.calendar.week(Whose.ROOM, room_id, self.day)
        blocks = (*self._branch_blocks, *_blocks(self._of(Whose.ROOM, room_id)))
        usual = self._branch_week if week is None else common(self._branch_week, week)
        return self._told(self.room_open(room_id), usual, blocks)

    def why_closed(self, minute: int, practitioner_id: int, room_id: int | None) -> tuple[Why, str]:
        """What keeps this minute of the day from being booked, and the words that were written with it."""
        blocks = (*self._branch_blocks, *_blocks(self._of(Whose.PRACTITIONER, practitioner_id)))
        if room_id is not None:
            blocks = (*blocks, *_blocks(self._of(Whose.ROOM, room_id)))
        for block in blocks:
            if block.starts <= minute < block.ends:
                return block.why, block.reason
        if not _covers(self.branch_open, minute):
            return Why.BRANCH, ""
        return (Why.ROOM if _covers(self.open_for(practitioner_id), minute) else Why.PRACTITIONER), ""

    @cached_property
    def _branchs(self) -> tuple[Exceptional, ...]:
        return (*self._of(Whose.CLINIC, 0), *self._of(Whose.BRANCH, self.branch_id))

    @cached_property
    def _branch_blocks(self) -> tuple[Blocked, ...]:
        closed = self.holiday and self.calendar.holidays_close
        whole = (Blocked(starts=0, ends=WHOLE[0][1], why=Why.HOLIDAY),) if closed else ()
        return (*whole, *_blocks(self._branchs))

    @cached_property
    def _branch_week(self) -> Stretches:
        week = self.calendar.week(Whose.BRANCH, self.branch_id, self.day)
        return joined(self.house.open_minutes(self.branch_id, self.day)) if week is None else week

    def _week_of(self, practitioner_id: int) -> Stretches:
        """The rule in force or their shifts at this branch; without either, whenever it is open."""
        week = self.calendar.week(Whose.PRACTITIONER, practitioner_id, self.day)
        if week is not None:
            return week
        shifts = self._shifts.get(practitioner_id)
        return WHOLE if shifts is None else shifts

    @cached_property
    def _shifts(self) -> dict[int, Stretches]:
        """By practitioner who has hours of their own: those at this branch on this weekday."""
        found: dict[int, list[tuple[int, int]]] = {}
        for one in self.house.shifts:
            mine = found.setdefault(one.practitioner_id, [])
            if one.branch_id == self.branch_id and one.weekday == self.day.weekday():
                mine.append((one.opens.hour * 60 + one.opens.minute, one.closes.hour * 60 + one.closes.minute))
        return {whose: joined(stretches) for whose, stretches in found.items()}

    def _of(self, whose: Whose, resource_id: int) -> tuple[Exceptional, ...]:
        exceptions = self.calendar.exceptions
        return tuple(one for one in exceptions if one.whose is whose and one.resource_id == resource_id)

    def _told(self, open_: Stretches, usual: Stretches, blocks: Iterable[Blocked]) -> Hours:
        left, told = without(usual, open_), []
        for block in blocks:
            stretch = ((block.starts, block.ends),)
            told += [block.model_copy(update={"starts": a, "ends": b}) for a, b in common(left, stretch)]
            left = without(left, stretch)
        return Hours.model_construct(open=open_, blocked=tuple(sorted(told, key=lambda one: one.starts)))


def _times(exceptions: Iterable[Exceptional], *, extra: bool) -> Stretches:
    return joined((one.opens, one.closes) for one in exceptions if one.extra is extra)


def _blocks(exceptions: Iterable[Exceptional]) -> tuple[Blocked, ...]:
    return tuple(
        Blocked(starts=one.opens, ends=one.closes, why=Why.BLOCK, reason=one.reason)
        for one in exceptions
        if not one.extra
    )


def _covers(stretches: Stretches, minute: int) -> bool:
    return any(first <= minute < last for first, last in stretches)
