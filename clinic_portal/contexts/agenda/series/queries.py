"""Series with their appointments."""

from sqlalchemy import select

from clinic_portal.contexts.agenda import appointment_views
from clinic_portal.contexts.agenda.models import Appointment
from clinic_portal.contexts.agenda.series.models import AppointmentSeries
from clinic_portal.contracts.agenda import NoSeries, Recurrence, SeriesView, Unit
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work

A, S = Appointment, AppointmentSeries


def series_id_of(appointment_id: int) -> int | None:
    """None for one that stands alone; raises NotFound."""
    row = current_work().execute(select(A.series_id).where(A.id == appointment_id)).one_or_none()
    if row is None:
        raise NotFound
    found: int | None = row.series_id
    return found


def series(series_id: int) -> SeriesView:
    """One series, all its appointments by time; raises NotFound."""
    row = current_work().scalar(select(S).where(S.id == series_id))
    if row is None:
        raise NotFound
    return SeriesView(
        id=row.id,
        recurrence=Recurrence(first=row.first, at=row.at, every=row.every, unit=Unit(row.unit), count=row.count),
        time_zone=row.time_zone,
        appointments=appointment_views.series_appointments(series_id),
    )


def series_with(appointment_id: int) -> SeriesView:
    """The series an appointment is one of; raises NotFound or NoSeries."""
    found = series_id_of(appointment_id)
    if found is None:
        raise NoSeries
    return series(found)
