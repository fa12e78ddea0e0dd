"""What each clinic has cached in Redis, dropped by one increment; the database answers when Redis does not."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app
from flask_caching import Cache

from clinic_portal.foundation.redis_client import Gone, client, redis_breaker
from clinic_portal.foundation.telemetry.metrics import CACHE_LOOKUPS
from clinic_portal.foundation.tenancy import current_clinic_id

Answer = TypeVar("Answer")
_MISSING = object()
cache = Cache()


def init_app(app: Flask) -> None:
    """Flask-Caching over the portal's own client, so that its time-outs and its pool hold here too."""
    app.config.setdefault("CACHE_TYPE", "flask_caching.backends.RedisCache")
    app.config.setdefault("CACHE_REDIS_HOST", app.extensions["redis_client"])
    app.config.setdefault("CACHE_KEY_PREFIX", "cache:")
    cache.init_app(app)


def clinic_cached(region: str, key: str, make: Callable[[], Answer], seconds: int = 600) -> Answer:
    """The value under the region's present version for the entered clinic, made when it is not there.

    `region` names what is dropped together (`catalogs`, `directory`); `make` asks the database. With Redis cold,
    stalled or down the answer is `make()`'s.
    """
    clinic_id = current_clinic_id()
    try:
        full_key = redis_breaker.call(_versioned, region, clinic_id, key)
        found = redis_breaker.call(cache.get, full_key)
    except Gone:
        CACHE_LOOKUPS.labels(region, "down").inc()
        return make()
    if found is not None:
        CACHE_LOOKUPS.labels(region, "hit").inc()
        return found[0]
    CACHE_LOOKUPS.labels(region, "miss").inc()
    made = make()
    _quietly(cache.set, full_key, (made,), timeout=seconds)
    return made


def drop(region: str, clinic_id: int | None = None) -> None:
    """Drop all that the clinic has cached in a region: one increment."""
    _quietly(client().incr, _version_key(region, current_clinic_id() if clinic_id is None else clinic_id))


def _versioned(region: str, clinic_id: int, key: str) -> str:
    version = client().get(_version_key(region, clinic_id)) or b"0"
    return f"{region}:{clinic_id}:{version.decode()}:{key}"


def _version_key(region: str, clinic_id: int) -> str:
    return f"version:{region}:{clinic_id}"


def _quietly(call: Callable[..., Any], *args: Any, **options: Any) -> None:
    try:
        redis_breaker.call(call, *args, **options)
    except Gone:
        current_app.logger.warning("cache_unreachable")
