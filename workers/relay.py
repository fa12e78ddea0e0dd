"""The relay's loop: claim, enqueue, commit; whatever is lost on the way is claimed again when its lease ends."""

from collections.abc import Iterator
from itertools import groupby
from math import ceil
from operator import attrgetter
from threading import Event as Flag

import psycopg
import structlog
from redis.exceptions import RedisError
from rq import Worker
from rq.queue import EnqueueData

from clinic_portal.foundation.events.relay import Claim, claim, lag_seconds
from clinic_portal.foundation.events.subscriptions import QUEUES, Queue
from clinic_portal.foundation.queue import connect, entries_in, prepared, queue
from clinic_portal.foundation.settings import Settings
from clinic_portal.foundation.telemetry.metrics import OUTBOX_DUE, OUTBOX_LAG, QUEUE_DEPTH

log = structlog.get_logger("relay")
MEASURE_EVERY = 25
TOGETHER = {"events": 8}
"""Entries that one job carries at most; elsewhere one alone, to stand behind nobody's slow call to the outside."""
MOST_WAITING = 400
"""Entries in a queue above which it gets no more: a quiet clinic's entry must not stand behind thousands."""


class Relay:
    """Hands due outbox entries to the queues until it is told to stop."""

    def __init__(self, settings: Settings, stop: Flag) -> None:
        self._settings = settings
        self._stop = stop
        self._redis = connect(settings.redis_url)

    def run(self) -> None:
        """Work on; a lost PostgreSQL or Redis is waited for."""
        while not self._stop.is_set():
            try:
                with psycopg.connect(self._settings.database_relay_url, connect_timeout=3) as connection:
                    self._rounds(connection)
            except (psycopg.Error, RedisError, OSError) as error:
                log.warning("relay_waits", error=type(error).__name__)
                self._stop.wait(1)

    def _rounds(self, connection: psycopg.Connection[tuple[object, ...]]) -> None:
        count = 0
        while not self._stop.is_set():
            handed = self.hand_over(connection)
            if count % MEASURE_EVERY == 0:
                self._measure(connection)
            count += 1
            if not handed:
                self._stop.wait(self._settings.outbox_poll_ms / 1000)

    def hand_over(self, connection: psycopg.Connection[tuple[object, ...]]) -> int:
        """One round: how many entries were handed to the queues."""
        room = {name: MOST_WAITING - depth for name, depth in self._depths().items() if depth < MOST_WAITING}
        if not room:
            return 0
        lease, most = self._settings.outbox_lease_seconds, self._settings.outbox_max_attempts
        claims = claim(connection, lease, most, min(room.values()), list(room))
        for dead in (one for one in claims if one.dead):
            log.error("outbox_dead", clinic_id=dead.clinic_id, outbox_id=dead.id)
        self._enqueue([one for one in claims if not one.dead])
        connection.commit()
        return len(claims)

    def _enqueue(self, claims: list[Claim]) -> None:
        """A round's entries become as many jobs as there are workers, so that none stands idle; or more."""
        by_queue, workers = attrgetter("queue"), max(1, Worker.count(connection=self._redis))
        for name, group in groupby(sorted(claims, key=by_queue), by_queue):
            mine = list(group)
            step = min(TOGETHER.get(name, 1), ceil(len(mine) / workers))
            queue(name, self._redis).enqueue_many(list(_jobs(mine, step)))

    def _measure(self, connection: psycopg.Connection[tuple[object, ...]]) -> None:
        lag, due = lag_seconds(connection)
        connection.commit()
        OUTBOX_LAG.set(lag)
        OUTBOX_DUE.set(due)
        for name, depth in self._depths().items():
            QUEUE_DEPTH.labels(name).set(depth)

    def _depths(self) -> dict[Queue, int]:
        return {name: entries_in(name, self._redis) for name in QUEUES}


def _jobs(claims: list[Claim], step: int) -> Iterator[EnqueueData]:
    """Each for `step` entries of a clinic; RQ's own work for a job costs as much as reacting to an entry."""
    by_clinic = attrgetter("clinic_id")
    for clinic_id, group in groupby(sorted(claims, key=by_clinic), by_clinic):
        mine = list(group)
        for start in range(0, len(mine), step):
            some = mine[start : start + step]
            yield prepared(clinic_id, [one.id for one in some], some[0].attempts)
