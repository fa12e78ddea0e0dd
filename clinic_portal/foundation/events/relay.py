"""The relay: claims due outbox rows under a role of its own and hands them to the workers' queues."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.rows import class_row

from clinic_portal.foundation.events.subscriptions import QUEUES, Queue

LARGEST_SHARE = 50
"""Rows of one clinic in one round, so that a busy clinic cannot starve the others."""

# Who waits is found by leaps from clinic to clinic over ix_outbox_waiting: a pile of one clinic's entries hides nobody.
_CLAIM = """
    WITH RECURSIVE waiting AS (
        SELECT min(clinic_id) AS clinic_id FROM events.outbox WHERE done_at IS NULL AND dead_at IS NULL
        UNION ALL
        SELECT (SELECT min(o.clinic_id) FROM events.outbox AS o
                WHERE o.done_at IS NULL AND o.dead_at IS NULL AND o.clinic_id > waiting.clinic_id)
        FROM waiting WHERE waiting.clinic_id IS NOT NULL
    ), due AS (
        SELECT waiting.clinic_id, oldest.id, oldest.turn FROM waiting CROSS JOIN LATERAL (
            SELECT id, row_number() OVER (ORDER BY next_at, id) AS turn FROM events.outbox AS o
            WHERE o.clinic_id = waiting.clinic_id AND done_at IS NULL AND dead_at IS NULL AND next_at <= now()
                AND queue = ANY(%(queues)s)
            ORDER BY next_at, id LIMIT %(share)s
        ) AS oldest
    ), claimed AS (
        SELECT o.clinic_id, o.id FROM events.outbox AS o JOIN due USING (clinic_id, id)
        WHERE o.done_at IS NULL AND o.dead_at IS NULL AND o.next_at <= now()
        ORDER BY due.turn, o.next_at LIMIT %(room)s FOR UPDATE OF o SKIP LOCKED
    )
    UPDATE events.outbox AS o
    SET attempts = o.attempts + 1,
        next_at = now() + make_interval(secs => %(lease)s * least(power(2, o.attempts), 64)),
        dead_at = CASE WHEN o.attempts >= %(most)s THEN now() END,
        last_error = CASE WHEN o.attempts >= %(most)s THEN coalesce(o.last_error, 'no worker finished it')
                          ELSE o.last_error END
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


def claim(
    connection: psycopg.Connection[Any],
    lease_seconds: int,
    max_attempts: int,
    room: int = 500,
    queues: Sequence[Queue] = QUEUES,
) -> list[Claim]:
    """Lease due entries for `queues`, at most `room`, of all clinics in turn; the caller enqueues, then commits."""
    values = {
        "share": LARGEST_SHARE,
        "lease": lease_seconds,
        "most": max_attempts,
        "room": room,
        "queues": list(queues),
    }
    with connection.cursor(row_factory=class_row(Claim)) as cursor:
        return cursor.execute(_CLAIM, values).fetchall()


def lag_seconds(connection: psycopg.Connection[Any]) -> tuple[float, int]:
    """How long the oldest due entry has waited, and how many are due."""
    row = connection.execute(
        "SELECT coalesce(extract(epoch FROM now() - min(next_at)), 0), count(*) FROM events.outbox"
        " WHERE done_at IS NULL AND dead_at IS NULL AND next_at <= now()"
    ).fetchone()
    return (float(row[0]), int(row[1])) if row else (0.0, 0)
