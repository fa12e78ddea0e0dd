"""The relay: claims due outbox rows under a role of its own and hands them to the workers' queues."""

from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.rows import class_row

LARGEST_SHARE = 50
"""Rows of one clinic in one round, so that a busy clinic cannot starve the others."""

_CLAIM = """
    WITH due AS (
        SELECT clinic_id, id, next_at, row_number() OVER (PARTITION BY clinic_id ORDER BY next_at, id) AS turn
        FROM (SELECT clinic_id, id, next_at FROM events.outbox
              WHERE done_at IS NULL AND dead_at IS NULL AND next_at <= now() ORDER BY next_at LIMIT 2000) AS oldest
    ), claimed AS (
        SELECT o.clinic_id, o.id FROM events.outbox AS o JOIN due USING (clinic_id, id)
        WHERE turn <= %(share)s AND o.done_at IS NULL AND o.dead_at IS NULL AND o.next_at <= now()
        ORDER BY o.next_at LIMIT 500 FOR UPDATE OF o SKIP LOCKED
    )
    UPDATE events.outbox AS o
    SET attempts = o.attempts + 1,
        next_at = now() + make_interval(secs => %(lease)s * least(power(2, o.attempts), 64)),
        dead_at = CASE WHEN o.attempts >= %(most)s THEN now() END,
        last_error = CASE WHEN o.attempts >= %(most)s THEN coalesce(o.last_error, 'no worker finished it') ELSE o.last_error END
    FROM claimed
    WHERE (o.clinic_id, o.id) = (claimed.clinic_id, claimed.id)
    RETURNING o.clinic_id, o.id, o.queue, o.attempts, o.dead_at IS NOT NULL AS dead
"""


@dataclass(frozen=True, slots=True)
class Claim:
    """An entry that was handed out; `attempts` counts this time."""

    clinic_id: int
    id: int
    queue: str
    attempts: int
    dead: bool


def claim(connection: psycopg.Connection[Any], lease_seconds: int, max_attempts: int) -> list[Claim]:
    """Lease the due entries, at most 500; the caller enqueues them and then commits."""
    with connection.cursor(row_factory=class_row(Claim)) as cursor:
        cursor.execute(_CLAIM, {"share": LARGEST_SHARE, "lease": lease_seconds, "most": max_attempts})
        return cursor.fetchall()


def lag_seconds(connection: psycopg.Connection[Any]) -> tuple[float, int]:
    """How long the oldest due entry has waited, and how many are due."""
    row = connection.execute(
        "SELECT coalesce(extract(epoch FROM now() - min(next_at)), 0), count(*) FROM events.outbox"
        " WHERE done_at IS NULL AND dead_at IS NULL AND next_at <= now()"
    ).fetchone()
    return (float(row[0]), int(row[1])) if row else (0.0, 0)
