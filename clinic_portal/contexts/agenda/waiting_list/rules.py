"""Who is meant by a gap: pure, on the clinic's wall clock; whether all that they need is free is asked elsewhere."""

from datetime import date, datetime

from clinic_portal.contexts.agenda.availability.stretches import Stretches, common
from clinic_portal.contracts.agenda import WaitlistFields
from clinic_portal.foundation.clock import local_day


def part_of_day(entry: WaitlistFields, day: date, open_: Stretches, begins: int = 0) -> Stretches:
    """What of a day's open stretches somebody would come in, from the minute `begins` of the gap on."""
    if not _is_wished(entry, day):
        return ()
    return common(open_, ((max(entry.since, begins), entry.until),))


def days_of(starts_at: datetime, ends_at: datetime, time_zone: str) -> tuple[date, date]:
    """The first and the last local day of a gap."""
    return local_day(starts_at, time_zone), local_day(ends_at, time_zone)


def _is_wished(entry: WaitlistFields, day: date) -> bool:
    if entry.weekdays and day.weekday() not in entry.weekdays:
        return False
    return entry.first_day <= day and (entry.last_day is None or day <= entry.last_day)
