"""Where wishes of one seat and no equipment fit: some days at once, the earliest time first."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from clinic_portal.contexts.agenda.availability.calendar import Calendar
from clinic_portal.contexts.agenda.availability.moments import windows_of
from clinic_portal.contexts.agenda.availability.opened import OpenDays
from clinic_portal.contexts.agenda.availability.stretches import Stretches
from clinic_portal.contexts.agenda.free.minutes import MINUTE, each, grid, minute_of, stretch
from clinic_portal.contexts.agenda.free.taken import Taken
from clinic_portal.contexts.agenda.occupied import BUFFER
from clinic_portal.contexts.agenda.places import Wish
from clinic_portal.contracts.agenda import FreeTime
from clinic_portal.contracts.clinics import ClinicDirectory, PractitionerView
from clinic_portal.foundation.clock import at_local, now

DAY = timedelta(days=1)
Candidate = tuple[PractitionerView, Wish]
"""Somebody at one of their branches, and what must be free with them there."""
Part = Callable[[date, Stretches], Stretches]
"""What of a day's open stretches is wished."""


@dataclass(frozen=True)
class Search:
    """What is looked for, in which house, with what is known of it."""

    house: ClinicDirectory
    calendar: Calendar
    taken: Taken
    chosen: Sequence[Candidate]
    part: Part

    def between(self, first: date, last: date) -> Iterator[FreeTime]:
        """All that begin on these days; the days around them are looked at for what goes on over midnight."""
        days = _Days(self, first, last)
        fits = sorted(map(days.fit, self.chosen), key=lambda fit: fit.practitioner_id)
        any_of_them = 0
        for fit in fits:
            any_of_them |= fit.starts
        for start in each(any_of_them):
            at = days.begin + (start.bit_length() - 1) * MINUTE
            for fit in fits:
                if fit.starts & start:
                    yield FreeTime(starts_at=at, practitioner_id=fit.practitioner_id, room_id=fit.room(start))


@dataclass(frozen=True, slots=True)
class _Fit:
    practitioner_id: int
    starts: int
    rooms: Sequence[tuple[int, int]]

    def room(self, start: int) -> int:
        return next(room_id for room_id, starts in self.rooms if starts & start)


class _Days:
    """The minutes of some days and of what is around them."""

    def __init__(self, search: Search, first: date, last: date) -> None:
        self._zone = search.house.clinic.time_zone
        self._search, self._first, self._last = search, first - DAY, last + DAY
        self.begin = at_local(self._first, 0, self._zone) - BUFFER
        many = self._minute(at_local(self._last + DAY, 0, self._zone) + BUFFER)
        since = max(now(), at_local(first, 0, self._zone)) + MINUTE - timedelta(microseconds=1)
        self._wanted = stretch(self._minute(since), self._minute(at_local(last + DAY, 0, self._zone)), many)
        self._bits = search.taken.between(self.begin, many)
        self._branches: dict[int, OpenDays] = {}
        self._open: dict[tuple[int, int, timedelta, timedelta], int] = {}

    def fit(self, candidate: Candidate) -> _Fit:
        """When all that somebody needs is free from before the start to after the end, and the start is open."""
        who, wish = candidate
        days, (before, after) = self._branch(who.branch_id), (wish.before // MINUTE, wish.after // MINUTE)
        length = before + wish.length // MINUTE + after
        starts = self._starts(days, who, wish)
        starts &= self._bits.person(who.id, length) << before
        rooms = [(room, self._bits.room(room, wish.places("room", room), length) << before) for room in wish.rooms]
        in_any = 0
        for _, free in rooms:
            in_any |= free
        return _Fit(who.id, starts & in_any, rooms)

    def _starts(self, days: OpenDays, who: PractitionerView, wish: Wish) -> int:
        """On the grid of what is open; found once for all who have nothing of their own."""
        key = (who.branch_id, 0 if days.is_usual(who.id) else who.id, wish.length, wish.grid)
        if key not in self._open:
            self._open[key] = self._on_the_grid(days, who.id, wish) & self._wanted
        return self._open[key]

    def _on_the_grid(self, days: OpenDays, practitioner_id: int, wish: Wish) -> int:
        found, part = 0, self._search.part
        stretches = ((day, part(day, open_)) for day, open_ in days.stretches(practitioner_id))
        for opens, closes in windows_of(stretches, self._zone):
            last = self._minute(closes - wish.length)
            found |= grid(self._minute(opens), last, wish.grid // MINUTE)
        return found

    def _branch(self, branch_id: int) -> OpenDays:
        """With its rooms closed where they are."""
        if branch_id not in self._branches:
            house, calendar = self._search.house, self._search.calendar
            days = OpenDays(house, branch_id, self._first, self._last, calendar)
            for one in days.closed_rooms([room.id for room in house.rooms_of(branch_id)]):
                self._bits.close(one.room_id, self._minute(one.starts_at), self._minute(one.ends_at))
            self._branches[branch_id] = days
        return self._branches[branch_id]

    def _minute(self, moment: datetime) -> int:
        return minute_of(self.begin, moment)
