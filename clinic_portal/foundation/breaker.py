"""Circuit breakers: after some failures an outside is left alone for a while."""

import pybreaker
from redis import Redis
from redis.exceptions import RedisError

Breaker = pybreaker.CircuitBreaker
BreakerOpen = pybreaker.CircuitBreakerError


def breaker(name: str, fail_max: int = 5, reset_timeout: int = 10) -> pybreaker.CircuitBreaker:
    """A breaker that opens after `fail_max` failures in a row and tries again after `reset_timeout` seconds."""
    return pybreaker.CircuitBreaker(name=name, fail_max=fail_max, reset_timeout=reset_timeout)


def shared_breaker(
    name: str,
    redis: Redis,
    exclude: tuple[type[Exception], ...] = (),
    fail_max: int = 5,
    reset_timeout: int = 10,
) -> pybreaker.CircuitBreaker:
    """A breaker whose state all workers share: what one has learnt spares the others.

    `exclude` are answers, not failures. Without Redis it is this process's own.
    """
    return pybreaker.CircuitBreaker(
        name=name,
        fail_max=fail_max,
        reset_timeout=reset_timeout,
        exclude=exclude,
        state_storage=_storage(name, redis),
        throw_new_error_on_trip=False,
    )


def _storage(name: str, redis: Redis) -> pybreaker.CircuitBreakerStorage:
    try:
        return pybreaker.CircuitRedisStorage(pybreaker.STATE_CLOSED, redis, namespace=f"breaker:{name}")
    except RedisError:
        return pybreaker.CircuitMemoryStorage(pybreaker.STATE_CLOSED)
