"""Free times of twenty practitioners over four weeks, at the door, cold and again, beside one statement by hand."""

import time
from collections.abc import Callable
from statistics import median
from typing import Any

import psycopg
from flask import Flask

from benchmarks.bench import Bench
from benchmarks.floor.free_times import ByHand
from benchmarks.listening import listening
from clinic_portal.contexts.agenda.kept_times import REGION
from clinic_portal.contracts.agenda import AgendaContract, FindSlots
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.lately import Lately
from clinic_portal.foundation.tenancy import inside

WEEKS, LIMIT, ASKED = 4, 60, 30


def free_times(bench: Bench) -> dict[str, Any]:
    """The first sixty half hours; and sixty long visits early in the day, for which all four weeks are looked at."""
    first = bench.scene.chosen.days[0]
    early = {"minutes": 240, "since": 8 * 60, "until": 14 * 60 + 30}
    asked = {"near": {"minutes": 30}, "far": early}
    with (
        bench.app.app_context(),
        inside(bench.scene.plan.clinic_id),
        psycopg.connect(bench.scene.plan.database_url, autocommit=True, prepare_threshold=0) as link,
    ):
        return {
            name: _measured(bench, link, FindSlots(first=first, days=7 * WEEKS, limit=LIMIT, **fields))
            for name, fields in asked.items()
        }


def _measured(bench: Bench, link: psycopg.Connection, query: FindSlots) -> dict[str, Any]:
    by_hand = ByHand(link, bench.scene.plan, query)
    door = lambda: find(AgendaContract).slots(query)  # noqa: E731  # one word for what is measured
    _forget(bench.app)
    _assert_same(door(), by_hand.find())
    _assert_same(door(), by_hand.find())
    told = [_round(bench.app, door, by_hand.find) for _ in range(ASKED)]
    cold, at_hand, other, hand = (median(one) for one in zip(*told, strict=True))
    _forget(bench.app)
    with listening() as sent:
        found = door()
    with listening() as sent_again:
        door()
    return {
        "found": len(found),
        "until": max((one.starts_at for one in found), default=None) and str(found[-1].starts_at.date()),
        "floor_ms": round(hand, 2),
        "cold_ms": round(cold, 2),
        "cached_ms": round(at_hand, 2),
        "cached_in_redis_ms": round(other, 2),
        "ratio": round(median(row[3] / row[0] for row in told), 2),
        "cached_over_floor": round(hand / at_hand, 1),
        "cached_over_cold": round(cold / at_hand, 1),
        "statements": {"cold": len(sent), "cached": len(sent_again)},
    }


def _round(app: Flask, door: Callable[[], object], by_hand: Callable[[], object]) -> tuple[float, float, float, float]:
    """Milliseconds: cold, from this process, from Redis as another process finds it, and by hand."""
    _forget(app)
    cold, at_hand = _ms(door), _ms(door)
    app.extensions["at_hand"] = Lately(512, 60)
    find(AgendaContract).types()
    return cold, at_hand, _ms(door), _ms(by_hand)


def _forget(app: Flask) -> None:
    """What was found, in this process and in Redis; the house and all else stay known."""
    client = app.extensions["redis_client"]
    if keys := list(client.scan_iter(f"*{REGION}:*")):
        client.delete(*keys)
    app.extensions["at_hand"] = Lately(512, 60)
    find(AgendaContract).types()


def _assert_same(ours: Any, theirs: list[tuple[Any, ...]]) -> None:
    found = [(one.starts_at, one.practitioner_id, one.room_id) for one in ours]
    if found != theirs:
        differ = next((pair for pair in zip(found, theirs, strict=False) if pair[0] != pair[1]), None)
        raise RuntimeError(f"{len(found)} and {len(theirs)} free times; the first that differ are {differ}")


def _ms(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    ask()
    return (time.perf_counter() - began) * 1000
