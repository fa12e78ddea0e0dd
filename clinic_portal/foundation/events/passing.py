"""The passing of time as facts of the house, for all that must be done now and then."""

from datetime import datetime, timedelta

from sqlalchemy import select

from clinic_portal.foundation.clock import now
from clinic_portal.foundation.events.event import Event
from clinic_portal.foundation.events.tables import EventRow
from clinic_portal.foundation.work import current_work


class HourPassed(Event):
    """The hour beginning at `hour` (UTC) has come."""

    hour: datetime


def hour_is_noted(hour: datetime) -> bool:
    """Whether the open work's clinic has that hour in its log already."""
    lately = EventRow.occurred_at >= now() - timedelta(hours=3)  # so that two months' partitions are looked at, not all
    said = HourPassed(hour=hour).model_dump(mode="json")["hour"]
    noted = select(EventRow.id).where(
        EventRow.name == HourPassed.kind(), lately, EventRow.payload["hour"].as_string() == said
    )
    return current_work().execute(noted).first() is not None
