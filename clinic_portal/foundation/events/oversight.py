"""The outbox as operators see it: what is undone or dead in all clinics, never what an event says."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import psycopg
from psycopg.rows import class_row

Link = psycopg.Connection[tuple[Any, ...]]

_OVERVIEW = """
    SELECT count(*) FILTER (WHERE dead_at IS NULL) AS undone,
           count(*) FILTER (WHERE dead_at IS NULL AND next_at <= now()) AS due,
           count(*) FILTER (WHERE dead_at IS NULL AND attempts > 1) AS retried,
           count(*) FILTER (WHERE dead_at IS NOT NULL) AS dead,
           coalesce(now() - min(next_at) FILTER (WHERE dead_at IS NULL AND next_at <= now()), interval '0') AS lag
    FROM events.outbox WHERE done_at IS NULL
"""
_ENTRIES = """
    SELECT clinic_id, id, name AS fact, listener, queue, attempts, occurred_at, next_at, dead_at, last_error AS error
    FROM events.outbox
    WHERE done_at IS NULL AND (dead_at IS NOT NULL) = %(dead)s
    ORDER BY next_at, clinic_id, id LIMIT %(limit)s
"""
_RETRY = "UPDATE events.outbox SET next_at = now(), attempts = 0, dead_at = NULL WHERE done_at IS NULL"


@dataclass(frozen=True, slots=True)
class Overview:
    """How many entries are undone (of these: due, and tried before), how many dead, how long the oldest is overdue."""

    undone: int
    due: int
    retried: int
    dead: int
    lag: timedelta


@dataclass(frozen=True, slots=True)
class Entry:
    """One listener's part in one fact, without the fact's content."""

    clinic_id: int
    id: int
    fact: str
    listener: str
    queue: str
    attempts: int
    occurred_at: datetime
    next_at: datetime
    dead_at: datetime | None
    error: str | None


def overview(link: Link) -> Overview:
    """The counts over all clinics."""
    with link.cursor(row_factory=class_row(Overview)) as cursor:
        found = cursor.execute(_OVERVIEW).fetchone()
    return found or Overview(0, 0, 0, 0, timedelta(0))


def entries(link: Link, *, dead: bool, limit: int = 100) -> tuple[Entry, ...]:
    """Undone or dead entries, the longest waiting first."""
    with link.cursor(row_factory=class_row(Entry)) as cursor:
        return tuple(cursor.execute(_ENTRIES, {"dead": dead, "limit": limit}).fetchall())


def retry(link: Link, outbox_id: int) -> int:
    """Let the relay hand an entry out again at once, with all its tries; how many were found."""
    return link.execute(f"{_RETRY} AND id = %s", [outbox_id]).rowcount


def retry_all_dead(link: Link) -> int:
    """The same for every dead entry; how many there were."""
    return link.execute(f"{_RETRY} AND dead_at IS NOT NULL").rowcount
