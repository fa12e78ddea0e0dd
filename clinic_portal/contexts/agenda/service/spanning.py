"""Weeks, months and their stamps."""

from datetime import date, timedelta

from clinic_portal.contexts.agenda import asked, people, spans, stamps
from clinic_portal.contexts.agenda.availability import remembered
from clinic_portal.contexts.agenda.service.housed import Housed
from clinic_portal.contracts.agenda import DayLoad, WeekView
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import work


class Spanning(Housed):
    """Many days at once."""

    def week(self, first: date, *, practitioner_id: int | None = None, room_id: int | None = None) -> WeekView:
        house = self._clinics.directory()
        kind, whose = ("practitioner", practitioner_id) if practitioner_id is not None else ("room", room_id)
        known = house.practitioner(whose or 0) if kind == "practitioner" else house.room(whose or 0)
        if known is None:
            raise NotFound
        with work():
            days, held = spans.week(kind, known.id, first, house.clinic.time_zone)
        return WeekView.model_construct(first=first, days=days, held=held)

    def load(
        self,
        branch_id: int,
        first: date,
        days: int,
        *,
        practitioners: tuple[int, ...] | None = None,
        rooms: tuple[int, ...] | None = None,
    ) -> tuple[DayLoad, ...]:
        house = self._clinics.directory()
        if house.branch(branch_id) is None:
            raise NotFound
        kind = "practitioner" if practitioners is not None else "room" if rooms is not None else None
        with work():
            return spans.load(
                branch_id, first, days, house.clinic.time_zone, kind=kind, whose=practitioners or rooms or ()
            )

    def days_stamp(self, first: date, days: int) -> str:
        stamp = stamps.days_stamp([first + timedelta(days=offset) for offset in range(days)])
        return f"{stamp}.{remembered.stamp()}.{people.stamp()}.{asked.stamp()}"
