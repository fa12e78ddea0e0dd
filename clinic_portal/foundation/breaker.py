"""Circuit breakers: after some failures an outside is left alone for a while."""

import pybreaker

BreakerOpen = pybreaker.CircuitBreakerError


def breaker(name: str, fail_max: int = 5, reset_timeout: int = 10) -> pybreaker.CircuitBreaker:
    """A breaker that opens after `fail_max` failures in a row and tries again after `reset_timeout` seconds."""
    return pybreaker.CircuitBreaker(name=name, fail_max=fail_max, reset_timeout=reset_timeout)
