"""The outbox: whether relay and workers keep up, and whether anything is dead."""

from collections.abc import Iterator
from datetime import timedelta

import psycopg

from clinic_portal.cli.doctor.finding import Finding, note
from clinic_portal.foundation.events.oversight import overview
from clinic_portal.foundation.settings import Settings

LATE = timedelta(minutes=1)


def flow(settings: Settings) -> Iterator[Finding]:
    """Signs that nobody does the work."""
    if not settings.database_operator_url:
        return
    try:
        with psycopg.connect(settings.database_operator_url, connect_timeout=3) as link:
            counts = overview(link)
    except psycopg.Error:
        return  # the checks of the database have said why
    if counts.lag > LATE:
        minutes = counts.lag.total_seconds() / 60
        yield note(f"Outbox entries due: {counts.due}, the oldest for {minutes:.0f} min. Do relay and worker run?")
    if counts.dead:
        yield note(f"Outbox entries dead: {counts.dead}. To see them: python -m clinic_portal outbox --dead")
