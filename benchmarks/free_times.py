"""Free times of twenty practitioners over four weeks, asked at the door, beside one statement by hand."""

import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

import psycopg

from benchmarks.bench import Bench
from benchmarks.floor.plan import Plan
from benchmarks.listening import listening
from clinic_portal.contracts.agenda import AgendaContract, FindSlots
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.tenancy import inside

WEEKS, LIMIT, MINUTES = 4, 60, 30
FLOOR = """
    WITH start AS (
        SELECT (day + hours.opens + step * interval '15 min') AT TIME ZONE %(zone)s AS at
        FROM generate_series(%(first)s::timestamp, %(last)s::timestamp, interval '1 day') AS day
        JOIN clinics.opening_hours AS hours
          ON hours.clinic_id = %(clinic)s AND hours.branch_id = %(branch)s
             AND hours.weekday = extract(isodow FROM day) - 1,
             generate_series(0, (extract(epoch FROM hours.closes - hours.opens) / 60 - %(minutes)s)::int / 15) AS step
    ), taken AS MATERIALIZED (
        SELECT practitioner_id, room_id, starts_at, ends_at FROM agenda.appointment
        WHERE clinic_id = %(clinic)s AND starts_at >= %(since)s AND starts_at < %(until)s AND holds
    )
    SELECT start.at, who.id, place.id
    FROM start JOIN clinics.practitioner AS who ON who.clinic_id = %(clinic)s AND who.branch_id = %(branch)s,
         LATERAL (
             SELECT room.id FROM clinics.room
             WHERE room.clinic_id = %(clinic)s AND room.branch_id = %(branch)s AND NOT EXISTS (
                 SELECT FROM taken WHERE taken.room_id = room.id AND taken.starts_at < start.at + %(length)s
                                     AND taken.ends_at > start.at)
             ORDER BY room.id <> who.room_id, room.id LIMIT 1
         ) AS place
    WHERE start.at >= %(now)s AND NOT EXISTS (
        SELECT FROM taken WHERE taken.practitioner_id = who.id AND taken.starts_at < start.at + %(length)s
                            AND taken.ends_at > start.at)
    ORDER BY start.at, who.id LIMIT %(limit)s"""


def free_times(bench: Bench) -> dict[str, Any]:
    """Milliseconds of both, in turn; the first sixty free times must be the same."""
    plan, first = bench.scene.plan, bench.scene.chosen.days[0]
    query = FindSlots(minutes=MINUTES, first=first, days=7 * WEEKS, limit=LIMIT)
    with (
        bench.app.app_context(),
        inside(plan.clinic_id),
        psycopg.connect(plan.database_url, autocommit=True, prepare_threshold=0) as link,
    ):
        door = lambda: find(AgendaContract).slots(query)  # noqa: E731  # one word for what is measured
        by_hand = lambda: link.execute(FLOOR, _values(plan, first)).fetchall()  # noqa: E731
        _assert_same(door(), by_hand())
        told = [(_ms(door), _ms(by_hand)) for _ in range(max(20, bench.rounds))]
        with listening() as sent:
            door()
        return {
            "door_ms": round(median(ours for ours, _ in told), 2),
            "floor_ms": round(median(theirs for _, theirs in told), 2),
            "ratio": round(median(theirs / ours for ours, theirs in told), 2),
            "statements": len(sent),
        }


def _values(plan: Plan, first: date) -> dict[str, object]:
    zone, last = ZoneInfo(plan.time_zone), first + timedelta(days=7 * WEEKS - 1)
    return {
        "zone": plan.time_zone,
        "clinic": plan.clinic_id,
        "branch": plan.branch_id,
        "first": first,
        "last": last,
        "since": datetime(first.year, first.month, first.day, tzinfo=zone) - timedelta(hours=12),
        "until": datetime(last.year, last.month, last.day, tzinfo=zone) + timedelta(days=1),
        "now": datetime.now(zone),
        "minutes": MINUTES,
        "length": timedelta(minutes=MINUTES),
        "limit": LIMIT,
    }


def _assert_same(ours: Any, theirs: list[tuple[Any, ...]]) -> None:
    found = [(one.starts_at, one.practitioner_id, one.room_id) for one in ours]
    if found != theirs:
        differ = next((pair for pair in zip(found, theirs, strict=False) if pair[0] != pair[1]), None)
        raise RuntimeError(f"{len(found)} and {len(theirs)} free times; the first that differ are {differ}")


def _ms(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    ask()
    return (time.perf_counter() - began) * 1000
