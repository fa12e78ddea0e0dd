"""The connection to Redis: short time-outs, no retries, a blocking pool; and what to catch when it is gone."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from flask import Flask, current_app
from redis import BlockingConnectionPool, Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from clinic_portal.foundation.breaker import Breaker, BreakerOpen

Answer = TypeVar("Answer")
TIMEOUT = 0.2
Gone = (RedisError, BreakerOpen, OSError)
"""What a call to Redis raises when Redis is down, stalled or left alone by the breaker."""

_times_gone: ContextVar[int] = ContextVar("times_gone", default=0)


class _Watched(Breaker):
    """Counts where Redis did not answer, so that whoever kept an answer meanwhile knows of it."""

    def call(self, func: Callable[..., Answer], *args: Any, **kwargs: Any) -> Answer:
        try:
            return super().call(func, *args, **kwargs)
        except Gone:
            _count()
            raise

    @contextmanager
    def calling(self) -> Iterator[None]:
        try:
            with super().calling():
                yield
        except Gone:
            _count()
            raise


redis_breaker = _Watched(name="redis", fail_max=3, reset_timeout=2)


def times_gone() -> int:
    """How often Redis did not answer in the present context: more often than before, and something was not read."""
    return _times_gone.get()


def _count() -> None:
    _times_gone.set(_times_gone.get() + 1)


def connect(url: str, timeout: float = TIMEOUT) -> Redis:
    """A client for short commands; `timeout` in seconds bounds connecting and each answer."""
    pool = BlockingConnectionPool.from_url(
        url,
        max_connections=16,
        timeout=timeout,
        socket_timeout=timeout,
        socket_connect_timeout=timeout,
        retry=Retry(NoBackoff(), 0),
    )
    return Redis(connection_pool=pool)


def init_app(app: Flask) -> None:
    app.extensions["redis_client"] = connect(app.config["SETTINGS"].redis_url)


def client() -> Redis:
    return current_app.extensions["redis_client"]
