"""The outbox as operators see it: what is undone or dead in all clinics, never what an event says."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from psycopg.rows import class_row, dict_row

from clinic_portal.foundation.database.operator import Link
from clinic_portal.foundation.record import Verb, recorded
from clinic_portal.foundation.tenancy import HOUSE

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
_ONE = """
    SELECT clinic_id, name, listener, attempts, next_at, dead_at IS NOT NULL AS dead
    FROM events.outbox WHERE id = %s AND done_at IS NULL"""


class OutboxVerb(Verb):
    """What operators do to the outbox."""

    RETRY = "outbox.retry"
    RETRY_DEAD = "outbox.retry-dead"


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


def retry(outbox_id: int) -> bool:
    """Let the relay hand an entry out again at once, with all its tries; False when none of that number waits."""
    with recorded(OutboxVerb.RETRY, thing=f"outbox {outbox_id}") as doing:
        standing = _state(doing.link, f"{_ONE} FOR UPDATE", outbox_id)
        doing.link.execute(f"{_RETRY} AND id = %s", [outbox_id])
        doing.about = standing.pop("clinic_id", HOUSE) or None
        now_standing = _state(doing.link, _ONE, outbox_id)
        now_standing.pop("clinic_id", HOUSE)
        doing.tell(standing, now_standing)
    return bool(standing)


def retry_all_dead() -> int:
    """The same for every dead entry; how many there were."""
    with recorded(OutboxVerb.RETRY_DEAD, thing="outbox") as doing:
        count = doing.link.execute(f"{_RETRY} AND dead_at IS NOT NULL").rowcount
        doing.tell({"dead": count}, {"dead": 0})
    return count


def _state(link: Link, statement: str, outbox_id: int) -> dict[str, Any]:
    """What the record says of an entry, and its clinic; empty when it is done or never was."""
    with link.cursor(row_factory=dict_row) as cursor:
        found = cursor.execute(statement, [outbox_id]).fetchone()
    return {**found, "next_at": found["next_at"].isoformat()} if found else {}
