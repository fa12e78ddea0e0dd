"""An open loop: two thousand kept-alive connections, and requests that wait for no answer to those before them."""

import random
import time
from itertools import accumulate
from typing import Any

from benchmarks.bench import Bench
from benchmarks.cpu import cpu_seconds
from benchmarks.crowd.gathering import crowd
from benchmarks.crowd.task import Task, Told
from benchmarks.frames import CATALOG, HTMX, day_address
from benchmarks.live.figures import percentiles
from benchmarks.prepare import SEARCHES
from benchmarks.workloads import Scene, book, free_times

CONNECTIONS, SECONDS = 2_000, 15
RATES = (400, 800)
"""Requests a second; the first has the goal of 30 ms and 0.8 cores, the second of 100 ms, at the 99th percentile."""
MIX = {"poll": 50, "agenda": 20, "fragment": 10, "search": 12, "booking": 5, "catalog": 3}
EXPECTED = {"200", "303", "304"}
WARM = 3


def rush(bench: Bench) -> dict[str, Any]:
    """By rate: errors, milliseconds from when a request was due to its answer, and cores of all servers."""
    return {f"{rate} a second": _at(bench, rate, side) for side, rate in enumerate(RATES)}


def _at(bench: Bench, rate: int, side: int) -> dict[str, Any]:
    kinds, requests = _requests(bench.scene, rate, side)
    chance = random.Random(rate)
    moments = accumulate(chance.expovariate(rate) for _ in kinds)
    schedule = list(zip(moments, range(len(kinds)), strict=True))
    task = Task(
        "mixed",
        bench.scene.portal.port,
        CONNECTIONS,
        requests,
        schedule=schedule,
    )
    pids = [bench.scene.portal.pid, *bench.ground.server_pids()]
    with crowd(task) as gathered:
        before, began = cpu_seconds(pids), time.monotonic()
        gathered.end()
        cores = (cpu_seconds(pids) - before) / (time.monotonic() - began)
    return {"cores": round(cores, 2), **_figures(gathered.told, kinds, began + WARM)}


def _requests(scene: Scene, rate: int, side: int) -> tuple[list[str], list[str]]:
    """What is sent, in order; each booking is another free time."""
    chance = random.Random(rate)
    kinds = chance.choices([*MIX], [*MIX.values()], k=rate * (SECONDS + WARM))
    pools, times = _pools(scene), free_times(scene, side)
    return kinds, [
        book(scene, next(times) | {"idempotency_key": f"rush-{time.time_ns()}"})
        if kind == "booking"
        else chance.choice(pools[kind])
        for kind in kinds
    ]


def _pools(scene: Scene) -> dict[str, list[str]]:
    here, visitor = f"/c/{scene.plan.slug}", scene.visitor
    boards = [f"{here}/agenda/board?day={day}" for day in scene.chosen.days]
    stamps = {path: visitor.page(path, **HTMX).headers["ETag"] for path in boards}
    return {
        "poll": [visitor.get(path, **HTMX, **{"If-None-Match": stamps[path], "X-Live": "1"}) for path in boards],
        "agenda": [visitor.get(day_address(scene.plan, day)) for day in scene.chosen.days],
        "fragment": [visitor.get(f"{here}/agenda/appointments/{one}", **HTMX) for one in scene.chosen.appointments],
        "search": [
            visitor.get(f"{here}/patients/search?link=1&q={typed.replace(' ', '+')}", **HTMX) for typed in SEARCHES
        ],
        "catalog": [visitor.get(f"{here}/catalogs/{CATALOG}", **HTMX)],
    }


def _figures(told: Told, kinds: list[str], since: float) -> dict[str, Any]:
    kept = [(status, took, kinds[about]) for at, status, took, about in told.answers if at >= since]
    by_kind = {kind: percentiles([took for _, took, one in kept if one == kind]) for kind in MIX}
    return {
        "answers": len(told.answers),
        "errors": len(told.failures) + sum(1 for _, status, _, _ in told.answers if status not in EXPECTED),
        "all": percentiles([took for _, took, _ in kept]),
        **by_kind,
    }
