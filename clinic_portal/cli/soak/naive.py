"""The naive twin: it commits and then enqueues, and its worker takes a job off the queue before it does it."""

import threading
import time
from dataclasses import dataclass, field

import httpx
import psycopg
import redis

from clinic_portal.cli.soak.provider import KEY

QUEUE = "naive:messages"


@dataclass
class Naive:
    """A booker and a worker without an outbox, beside the portal, under the same schedule."""

    database_url: str
    redis_url: str
    provider_url: str
    acknowledged: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def start(self) -> list[threading.Thread]:
        with psycopg.connect(self.database_url) as link:
            link.execute("CREATE SCHEMA naive; CREATE TABLE naive.booking (key text PRIMARY KEY)")
        threads = [threading.Thread(target=target, daemon=True) for target in (self._book, self._send)]
        for thread in threads:
            thread.start()
        return threads

    def _book(self) -> None:
        number = 0
        while not self.over.is_set():
            number += 1
            try:
                with psycopg.connect(self.database_url, connect_timeout=2) as link:
                    link.execute("INSERT INTO naive.booking VALUES (%s)", [f"naive-{number}"])
            except psycopg.Error:
                continue
            self.acknowledged.append(f"naive-{number}")
            self._enqueue(f"naive-{number}")
            time.sleep(0.05)

    def _enqueue(self, key: str) -> None:
        try:
            with self._queue() as queue:
                queue.lpush(QUEUE, key)
        except redis.RedisError:
            return  # as the naive programmer has it: the booking stands, the message is forgotten

    def _send(self) -> None:
        while not self.over.is_set():
            try:
                with self._queue() as queue:
                    taken = queue.brpop([QUEUE], timeout=1)
                if taken:
                    httpx.post(self.provider_url, headers={KEY: taken[1].decode()}, content=b"", timeout=5)
            except (redis.RedisError, httpx.HTTPError):
                time.sleep(0.1)

    def _queue(self) -> redis.Redis:
        return redis.Redis.from_url(self.redis_url, socket_timeout=3, socket_connect_timeout=1)
