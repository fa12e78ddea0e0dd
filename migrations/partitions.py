"""Append-only tables lie in one partition a month; every run of the migrations sees that the coming ones exist."""

from datetime import date

from sqlalchemy import Connection, text

from clinic_portal.foundation.clock import now

BY_MONTH = ("events.event",)
MONTHS_BEFORE, MONTHS_AHEAD = 2, 18


def ensure_months(connection: Connection) -> None:
    """Create missing partitions from two months ago to eighteen ahead; rows beyond fall into the default one."""
    this_month = now().date().replace(day=1)
    for table in BY_MONTH:
        for offset in range(-MONTHS_BEFORE, MONTHS_AHEAD + 1):
            first, after = _month(this_month, offset), _month(this_month, offset + 1)
            connection.execute(
                text(
                    f"CREATE TABLE IF NOT EXISTS {table}_{first:%Y_%m} PARTITION OF {table}"
                    f" FOR VALUES FROM ('{first}') TO ('{after}')"
                )
            )


def _month(first: date, offset: int) -> date:
    months = first.year * 12 + first.month - 1 + offset
    return date(months // 12, months % 12 + 1, 1)
