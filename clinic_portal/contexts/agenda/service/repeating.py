"""Series of appointments; what one of its times cannot have refuses it with the whole plan."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from clinic_portal.contexts.agenda.capacity import Overlapped
from clinic_portal.contexts.agenda.kinds import facts
from clinic_portal.contexts.agenda.series import queries
from clinic_portal.contexts.agenda.series.book_series import book_series, wanted_of
from clinic_portal.contexts.agenda.series.cancel_series import cancel_series
from clinic_portal.contexts.agenda.series.move_series import move_series, wanted_by
from clinic_portal.contexts.agenda.series.plan import Slot, Wanted, plan, slots_of
from clinic_portal.contexts.agenda.service.housed import Housed
from clinic_portal.contracts.agenda import (
    BookSeries,
    CancelSeries,
    InThePast,
    MoveSeries,
    OutsideHours,
    PlanSeries,
    SeriesClashes,
    SeriesPlan,
    SeriesView,
)
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.once import once
from clinic_portal.foundation.work import work


class Repeating(Housed):
    """Plan, book, move and cancel series."""

    def plan_series(self, query: PlanSeries) -> SeriesPlan:
        house = self._clinics.directory()
        with work():
            wanted = Wanted(query.practitioner_id, facts.for_offers(query.type_id), query.minutes, query.hold)
            return plan(house, wanted, slots_of(query.recurrence, query.room_id, house.clinic.time_zone))

    def book_series(self, command: BookSeries) -> SeriesView:
        house = self._clinics.directory()
        with _plan_told(house, lambda: wanted_of(command)), work():
            return once(command, SeriesView, lambda: queries.series(book_series(command, house)))

    def series_of(self, appointment_id: int) -> SeriesView | None:
        with work():
            series_id = queries.series_id_of(appointment_id)
            return queries.series(series_id) if series_id else None

    def move_series(self, command: MoveSeries) -> SeriesView:
        house = self._clinics.directory()
        with _plan_told(house, lambda: wanted_by(command, house)), work():
            move_series(command, house)
            return queries.series_with(command.appointment_id)

    def cancel_series(self, command: CancelSeries) -> SeriesView:
        zone = self._zone()
        with work():
            cancel_series(command, zone)
            return queries.series_with(command.appointment_id)


@contextmanager
def _plan_told(house: ClinicDirectory, wanted: Callable[[], tuple[Wanted, list[Slot]]]) -> Iterator[None]:
    """Around a work: a time that cannot be had refuses it with each of the series, free or not."""
    try:
        yield
    except (Overlapped, OutsideHours, InThePast):
        with work():
            refusal = SeriesClashes(plan(house, *wanted()))
        raise refusal from None
