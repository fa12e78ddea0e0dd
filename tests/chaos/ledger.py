"""What the database and the provider say when all is over."""

import time
from collections import Counter
from dataclasses import dataclass

import psycopg

QUIET_AFTER = 120
_UNDONE = "SELECT count(*) FROM events.outbox WHERE done_at IS NULL AND dead_at IS NULL"
_OVERLAPS = """
    SELECT count(*) FROM agenda.appointment a JOIN agenda.appointment b
    ON a.clinic_id = b.clinic_id AND a.id < b.id AND a.during && b.during AND a.holds AND b.holds
    AND (a.practitioner_id = b.practitioner_id OR a.room_id = b.room_id)
"""


@dataclass(frozen=True)
class Ledger:
    """Counts of rows; `sent` maps each appointment to how many SMS the ledger calls sent."""

    stored: set[tuple[int, str]]
    overlaps: int
    undone: int
    dead: int
    sent: Counter[int]
    appointments: int


def wait_until_quiet(admin: str) -> None:
    """Until the outbox has nothing undone, or patience ends."""
    deadline = time.monotonic() + QUIET_AFTER
    with psycopg.connect(admin, autocommit=True) as connection:
        while _count(connection, _UNDONE) and time.monotonic() < deadline:
            time.sleep(0.3)


def read(admin: str) -> Ledger:
    """As the superuser, whom no wall stops."""
    with psycopg.connect(admin, autocommit=True) as connection:
        rows = connection.execute(
            "SELECT practitioner_id, to_char(starts_at AT TIME ZONE 'Europe/Madrid', 'YYYY-MM-DD HH24:MI')"
            " FROM agenda.appointment"
        ).fetchall()
        sent = connection.execute(
            "SELECT appointment_id FROM notifications.delivery WHERE channel = 'sms' AND status = 'sent'"
        ).fetchall()
        return Ledger(
            stored={(row[0], row[1]) for row in rows},
            overlaps=_count(connection, _OVERLAPS),
            undone=_count(connection, _UNDONE),
            dead=_count(connection, "SELECT count(*) FROM events.outbox WHERE dead_at IS NOT NULL"),
            sent=Counter(row[0] for row in sent),
            appointments=len(rows),
        )


def _count(connection: psycopg.Connection[tuple[int]], query: str) -> int:
    row = connection.execute(query).fetchone()
    return row[0] if row else 0
