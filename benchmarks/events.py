"""From a booking's commit to its message handed over, at a steady rate; and events a second beside RQ's own no-op."""

import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from itertools import islice
from statistics import quantiles
from typing import Any

import psycopg
from flask import Flask
from redis import Redis
from rq import Worker
from rq.queue import Queue

from benchmarks.bench import Bench
from benchmarks.event_worker import NOTHING, Nothing, listen
from benchmarks.load import Connection
from benchmarks.provider import settings_of, sms_provider
from benchmarks.stand import Ground
from benchmarks.workloads import book, free_times
from clinic_portal.cli.stand.home import HOUSE
from clinic_portal.foundation.embedded.child import Child
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.queue import connect, queue
from clinic_portal.foundation.tenancy import inside
from clinic_portal.foundation.work import work

RATE, SENDERS = 50, 16
"""Bookings a second, whatever becomes of those before; connections they are sent over."""
DAYS_AHEAD = 60
"""Free days that the bookings of other workloads leave."""
EVENTS = 1_000
WORKERS = 2
_SETTLED = 120.0


def study(bench: Bench) -> dict[str, Any]:
    seconds = max(bench.seconds * 5, 10)
    with sms_provider() as url, _processes(bench.ground, url, WORKERS):
        found = _handed_over(bench, int(seconds * RATE))
    with _processes(bench.ground, "", 1):
        rates = [_rates(bench) for _ in range(min(bench.rounds, 3))]
    ours, theirs = (sorted(side)[len(rates) // 2] for side in zip(*rates, strict=True))
    return found | {
        "events_a_second": round(ours),
        "rq_nothing_a_second": round(theirs),
        "ratio": round(ours / theirs, 2),
    }


@contextmanager
def _processes(ground: Ground, sms_url: str, workers: int) -> Iterator[None]:
    """The relay and some workers, as the portal runs them; messages leave for `sms_url` without a pause."""
    told = settings_of(sms_url)
    _set_aside(ground)
    logs = ground.home / "logs"
    with ExitStack() as started:
        clockwork = [sys.executable, "-m", "workers.clockwork"]
        env = ground.environment.for_clockwork() | told
        started.callback(Child(clockwork, log=logs / "clockwork.log", env=env, cwd=HOUSE).stop, seconds=10)
        for number in range(workers):
            command = [sys.executable, "-m", "benchmarks.event_worker"]
            env = ground.environment.for_worker() | told
            log = logs / f"worker-{number}.log"
            started.callback(Child(command, log=log, env=env, cwd=HOUSE).stop, seconds=10)
        link = connect(ground.redis_url)
        _wait(lambda: Worker.count(connection=link) == workers, "the workers' start")
        yield


def _handed_over(bench: Bench, many: int) -> dict[str, Any]:
    with psycopg.connect(bench.ground.lord_url) as link:
        row = link.execute("SELECT coalesce(max(id), 0) FROM agenda.appointment").fetchone()
        last = row[0] if row else 0
    late = _send(bench, many)
    _wait(lambda: _undone(bench.ground) == 0, "the messages")
    with psycopg.connect(bench.ground.lord_url) as link:
        rows = link.execute(
            """SELECT extract(epoch FROM d.sent_at - a.created_at)::float FROM agenda.appointment AS a
               JOIN notifications.delivery AS d ON d.clinic_id = a.clinic_id AND d.appointment_id = a.id
               WHERE a.id > %s AND d.sent_at IS NOT NULL ORDER BY 1""",
            [last],
        ).fetchall()
    seconds = [row[0] for row in rows]
    cuts = quantiles(seconds, n=100)
    return {
        "bookings": many,
        "handed_over": len(seconds),
        "p50_ms": round(cuts[49] * 1000),
        "p99_ms": round(cuts[98] * 1000),
        "longest_ms": round(seconds[-1] * 1000),
        "sent_late_ms": round(late * 1000),
    }


def _send(bench: Bench, many: int) -> float:
    """An open loop: each booking leaves at its time or as soon as a connection is free; how late the latest left."""
    requests = [book(bench.scene, one).encode() for one in islice(free_times(bench.scene, DAYS_AHEAD, "events"), many)]
    begin, late = time.perf_counter() + 0.5, [0.0] * SENDERS

    def drive(sender: int) -> None:
        connection = Connection(bench.scene.portal.port)
        for turn in range(sender, many, SENDERS):
            due = begin + turn / RATE
            time.sleep(max(0.0, due - time.perf_counter()))
            late[sender] = max(late[sender], time.perf_counter() - due)
            status, _, body = connection.ask(requests[turn])
            if status != "303":
                raise RuntimeError(f"a booking was answered {status}: {body[:200]!r}")

    with ThreadPoolExecutor(SENDERS) as senders:
        list(senders.map(drive, range(SENDERS)))
    return max(late)


def _rates(bench: Bench) -> tuple[float, float]:
    """Events through outbox, relay and one worker, and jobs that do nothing through the same worker, a second."""
    _publish(bench.app, bench.scene.plan.clinic_id)
    began = time.perf_counter()
    _wait(lambda: _undone(bench.ground) == 0, "the events")
    ours = EVENTS / (time.perf_counter() - began)
    link = connect(bench.ground.redis_url)
    _enqueue(link)
    began = time.perf_counter()
    _wait(lambda: not _waiting(link), "the jobs")
    return ours, EVENTS / (time.perf_counter() - began)


def _publish(app: Flask, clinic_id: int) -> None:
    """All become due at one moment, once they are all there."""
    listen(app)
    with app.app_context(), inside(clinic_id), work():
        for _ in range(EVENTS):
            publish(Nothing())


def _enqueue(link: Redis) -> None:
    data = [Queue.prepare_data(NOTHING, result_ttl=0, timeout=60) for _ in range(EVENTS)]
    queue("events", link).enqueue_many(data)


def _waiting(link: Redis) -> int:
    waiting = queue("events", link)
    return waiting.count + waiting.started_job_registry.count


def _undone(ground: Ground) -> int:
    with psycopg.connect(ground.lord_url) as link:
        row = link.execute("SELECT count(*) FROM events.outbox WHERE done_at IS NULL AND dead_at IS NULL").fetchone()
    return row[0] if row else 0


def _set_aside(ground: Ground) -> None:
    """What earlier workloads left for workers that they did not have."""
    with psycopg.connect(ground.lord_url) as link:
        link.execute("UPDATE events.outbox SET done_at = now() WHERE done_at IS NULL")


def _wait(done: Any, what: str) -> None:
    deadline = time.perf_counter() + _SETTLED
    while not done():
        if time.perf_counter() > deadline:
            raise RuntimeError(f"{what} did not end within {_SETTLED:.0f} seconds")
        time.sleep(0.05)
