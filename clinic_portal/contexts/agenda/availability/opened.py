"""Some days of a branch as they are written at this moment: what is offered and booked asks here, not the cache."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import cached_property

from clinic_portal.contexts.agenda.availability import public_holidays, reading
from clinic_portal.contexts.agenda.availability.calendar import Calendar
from clinic_portal.contexts.agenda.availability.day_hours import branch_day
from clinic_portal.contexts.agenda.availability.moments import Window, holds, windows_of
from clinic_portal.contexts.agenda.availability.stretches import WHOLE, Stretches, without
from clinic_portal.contexts.agenda.availability.windows import BranchDay
from clinic_portal.contexts.agenda.places import EVERY_LANE, Busy
from clinic_portal.contracts.agenda import Whose, Why
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.clock import local_day, local_minutes

NOBODY = 0


class OpenDays:
    """A branch from the first day to the last; `calendar` may be one that was read for more days or branches."""

    def __init__(
        self, house: ClinicDirectory, branch_id: int, first: date, last: date, calendar: Calendar | None = None
    ) -> None:
        self._house, self._branch_id, self._first, self._last = house, branch_id, first, last
        self._calendar = reading.calendar(first, last) if calendar is None else calendar
        self._zone = house.clinic.time_zone

    @cached_property
    def _days(self) -> dict[date, BranchDay]:
        length = (self._last - self._first).days + 1
        days = (self._first + timedelta(days=step) for step in range(length))
        return {day: branch_day(self._house, self._calendar, self._branch_id, day) for day in days}

    def windows(self, practitioner_id: int, room_id: int | None = None) -> list[Window]:
        """When somebody can be booked, in one room or in any."""
        return windows_of(self.stretches(practitioner_id, room_id), self._zone)

    def stretches(self, practitioner_id: int, room_id: int | None = None) -> Iterator[tuple[date, Stretches]]:
        """The same day by day, on the wall clock."""
        return ((day, made.open_for(practitioner_id, room_id)) for day, made in self._days.items())

    def is_usual(self, practitioner_id: int) -> bool:
        """Whether they can be booked whenever the branch is open, as nothing of their own is written."""
        return practitioner_id not in self._own

    @cached_property
    def _own(self) -> set[int]:
        ruled = {one.resource_id for one in self._calendar.rules if one.whose is Whose.PRACTITIONER}
        other = {one.resource_id for one in self._calendar.exceptions if one.whose is Whose.PRACTITIONER}
        return ruled | other | {one.practitioner_id for one in self._house.shifts}

    def closed_rooms(self, rooms: Iterable[int]) -> list[Busy]:
        """When rooms cannot be used, as if nobody's appointments stood there."""
        return [
            Busy(NOBODY, room, first, last, lane=EVERY_LANE)
            for room in rooms
            for first, last in windows_of(
                ((day, without(WHOLE, made.room_there(room))) for day, made in self._days.items()), self._zone
            )
        ]

    def holds(self, practitioner_id: int, room_id: int | None, starts_at: datetime, ends_at: datetime) -> bool:
        return holds(self.windows(practitioner_id, room_id), starts_at, ends_at)

    def why_closed(
        self, practitioner_id: int, room_id: int | None, starts_at: datetime, ends_at: datetime
    ) -> tuple[Why, str]:
        """What keeps the first closed moment of a time from being booked, and the words for it."""
        moment = starts_at
        for first, last in self.windows(practitioner_id, room_id):
            if first <= moment < min(last, ends_at):
                moment = last
        day = local_day(moment, self._zone)
        why, reason = self._days[day].why_closed(local_minutes(moment, self._zone), practitioner_id, room_id)
        if why is Why.HOLIDAY and (holiday := public_holidays.on(self._house.clinic.country, day)):
            return why, holiday.names[self._house.clinic.language]
        return why, reason
