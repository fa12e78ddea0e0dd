"""The only place that asks what time it is."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def today(time_zone: str) -> date:
    """The calendar day in a time zone such as ``Europe/Madrid``."""
    return now().astimezone(ZoneInfo(time_zone)).date()


def at_local(day: date, minutes: int, time_zone: str) -> datetime:
    """The moment ``minutes`` after local midnight of ``day``.

    The wall clock counts: on the days when it is put forward or back, an hour that is skipped is read with the
    offset before the change, and an hour that comes twice is its first coming.
    """
    local = datetime(day.year, day.month, day.day, minutes // 60, minutes % 60, tzinfo=ZoneInfo(time_zone))
    return local.astimezone(UTC)


def local_minutes(moment: datetime, time_zone: str) -> int:
    """Minutes since local midnight on the wall clock."""
    local = moment.astimezone(ZoneInfo(time_zone))
    return local.hour * 60 + local.minute


def local_day(moment: datetime, time_zone: str) -> date:
    """The calendar day on which a moment falls."""
    return moment.astimezone(ZoneInfo(time_zone)).date()
