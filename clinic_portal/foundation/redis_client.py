"""The connection to Redis: short time-outs, no retries, a blocking pool; and what to catch when it is gone."""

from flask import Flask, current_app
from redis import BlockingConnectionPool, Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from clinic_portal.foundation.breaker import BreakerOpen, breaker

TIMEOUT = 0.2
Gone = (RedisError, BreakerOpen, OSError)
"""What a call to Redis raises when Redis is down, stalled or left alone by the breaker."""

redis_breaker = breaker("redis", fail_max=3, reset_timeout=2)


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
