"""One fact for all that a series' act has changed, so that its patient is told once."""

from collections.abc import Collection, Sequence

from clinic_portal.contexts.agenda.models import Appointment
from clinic_portal.contracts.agenda import SeriesChanged
from clinic_portal.foundation.events import publish


def tell_series(series_id: int, patient_id: int, changed: Collection[int], *, notify: bool) -> None:
    """`changed` are the appointments' ids."""
    ids = tuple(sorted(changed))
    publish(SeriesChanged(series_id=series_id, patient_id=patient_id, appointment_ids=ids, tell=ids if notify else ()))


def tell_undone(rows: Sequence[Appointment], told_before: Collection[int]) -> None:
    """Their patient was to hear before of those who are `told_before`."""
    ids = tuple(sorted(one.id for one in rows))
    publish(
        SeriesChanged(
            series_id=rows[0].series_id or 0,
            patient_id=rows[0].patient_id,
            appointment_ids=ids,
            tell=tuple(sorted(told_before)),
            undone=True,
        )
    )
