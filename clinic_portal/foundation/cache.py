"""What each clinic has cached, dropped by one increment; the database answers when Redis does not.

Redis holds the values for all processes and the versions under which they are true. A process keeps those it used
lately at hand, so that a warm look-up reads the versions and nothing else.
"""

import time
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from flask import Flask, current_app
from flask_caching import Cache

from clinic_portal.foundation import foresight, owed
from clinic_portal.foundation.lately import Lately
from clinic_portal.foundation.redis_client import Gone, client, redis_breaker
from clinic_portal.foundation.telemetry.metrics import CACHE_LOOKUPS
from clinic_portal.foundation.tenancy import HOUSE, current_clinic_id

Answer = TypeVar("Answer")
cache = Cache()
MOST_AT_HAND, SECONDS_AT_HAND = 512, 60
PACKAGE = Path(__file__).parents[1]
MAKING, LOOK_EVERY = 1000, 15
"""Milliseconds: so long one waits for what another one makes, and so often one looks."""


def init_app(app: Flask) -> None:
    """Flask-Caching over the portal's own client, so that its time-outs and its pool hold here too."""
    app.config.setdefault("CACHE_TYPE", "flask_caching.backends.RedisCache")
    app.config.setdefault("CACHE_REDIS_HOST", app.extensions["redis_client"])
    app.config.setdefault("CACHE_KEY_PREFIX", f"cache:{_edition()}:")
    app.extensions["owed_drops"] = set()
    owed.init_app(app)
    app.extensions["at_hand"] = Lately(MOST_AT_HAND, SECONDS_AT_HAND)
    cache.init_app(app)


@lru_cache
def _edition() -> str:
    """Of the code: another release may have values of another shape, and must not be given these."""
    code = sha256()
    for file in sorted(PACKAGE.rglob("*.py")):
        code.update(file.read_bytes())
    return code.hexdigest()[:12]


def clinic_cached(
    region: str,
    key: str,
    make: Callable[[], Answer],
    seconds: int = 600,
    *,
    with_house: bool = False,
    person_id: int | None = None,
) -> Answer:
    """The value under the region's present version for the entered clinic, made when it is not there.

    `region` names what is dropped together (`catalogs`, `directory`); `make` asks the database. Of many that miss it
    at once one makes it. With Redis stalled or down the answer is `make()`'s. `with_house` is for values that hold
    what all clinics share besides: they are dropped with the house's region, too. `person_id` is for values of one
    person of the clinic, which a drop for this person takes along; `key` must name them.
    """
    clinic_id = current_clinic_id()
    versions = _version_keys(region, clinic_id, person_id, with_house=with_house)
    try:
        with redis_breaker.calling():
            full_key = f"{region}:{clinic_id}:{_versions(versions)}:{key}"
            found = _looked_up(region, full_key)
    except Gone:
        CACHE_LOOKUPS.labels(region, "down").inc()
        return make()
    if found is None:
        found = _made_by_another(full_key) or _made_here(full_key, make, seconds)
    current_app.extensions["at_hand"].put(full_key, found, seconds)
    answer: Answer = found[0]
    return answer


def kept(region: str, key: str) -> Any | None:
    """What was kept of the entered clinic; for what its user proves before believing it, since nothing drops it."""
    full_key = f"{region}:{current_clinic_id()}:{key}"
    try:
        with redis_breaker.calling():
            found = _looked_up(region, full_key)
    except Gone:
        CACHE_LOOKUPS.labels(region, "down").inc()
        return None
    if found is not None:
        current_app.extensions["at_hand"].put(full_key, found)
    return found


def keep(region: str, key: str, value: Any, seconds: int = 600) -> None:
    """Keep something that can be proved, for all processes; quietly not while Redis is out of reach."""
    full_key = f"{region}:{current_clinic_id()}:{key}"
    current_app.extensions["at_hand"].put(full_key, value)
    _quietly(lambda: cache.set(full_key, value, timeout=seconds))


def _looked_up(region: str, full_key: str) -> Any | None:
    """At hand or in Redis; counted as found or missed."""
    found = current_app.extensions["at_hand"].get(full_key) or cache.get(full_key)
    CACHE_LOOKUPS.labels(region, "miss" if found is None else "hit").inc()
    return found


def _version_keys(region: str, clinic_id: int, person_id: int | None, *, with_house: bool) -> list[str]:
    """Whose versions a value stands under: the clinic's, and where it says so the house's and the person's."""
    keys = [_version_key(region, clinic_id)]
    keys += [_version_key(region, HOUSE)] if with_house else []
    if person_id is not None:
        keys.append(_version_key(region, clinic_id, person_id))
        foresight.mark_personal(keys[-1])
    return keys


def drop(region: str, clinic_id: int | None = None, *, person_id: int | None = None) -> None:
    """Drop all that the clinic, or only one person of it, has cached in a region: one increment.

    While Redis cannot be reached it is owed, and paid before this process reads from the cache again.
    """
    _owed().add(_version_key(region, current_clinic_id() if clinic_id is None else clinic_id, person_id))
    _quietly(_pay)


def version(region: str) -> str:
    """The version under which the entered clinic's values of a region are true; empty while Redis is out of reach."""
    try:
        with redis_breaker.calling():
            return _versions([_version_key(region, current_clinic_id())])
    except Gone:
        return ""


def owes_drops(app: Flask) -> bool:
    """Whether a drop or a stamp has not reached Redis yet: until it has, what stands there proves nothing."""
    return bool(app.extensions["owed_drops"]) or owed.owes(app)


def _made_by_another(full_key: str) -> tuple[Any] | None:
    """What somebody else is making at this moment, once it is made; None for whoever is to make it."""
    try:
        with redis_breaker.calling():
            if client().set(f"making:{full_key}", 1, nx=True, px=MAKING):
                return None
            for _ in range(MAKING // LOOK_EVERY):
                time.sleep(LOOK_EVERY / 1000)
                if (found := cache.get(full_key)) is not None:
                    made: tuple[Any] = found
                    return made
    except Gone:
        return None
    return None


def _made_here(full_key: str, make: Callable[[], Answer], seconds: int) -> tuple[Answer]:
    """Made and kept; when it cannot be made, the next one may try at once."""
    try:
        made = (make(),)
    except BaseException:
        _quietly(lambda: client().delete(f"making:{full_key}"))
        raise
    _quietly(lambda: cache.set(full_key, made, timeout=seconds))
    return made


def _versions(keys: list[str]) -> str:
    """The versions in one command."""
    if owes_drops(current_app):
        _pay()
    versions = foresight.read(*keys)
    if None in versions:
        versions = _begun(keys)
    return "-".join(str(int(version or 0)) for version in versions)


def _begun(keys: list[str]) -> list[bytes | None]:
    """Versions that Redis lost begin anew at a number that none has had before."""
    for key in keys:
        client().set(key, time.time_ns(), nx=True)
    foresight.forget(*keys)
    return foresight.read(*keys)


def _pay() -> None:
    for key in tuple(_owed()):
        with client().pipeline(transaction=True) as pipeline:
            pipeline.set(key, time.time_ns(), nx=True)
            pipeline.incr(key)
            pipeline.execute()
        foresight.forget(key)
        _owed().discard(key)
    owed.pay()


def _owed() -> set[str]:
    keys: set[str] = current_app.extensions["owed_drops"]
    return keys


def _version_key(region: str, clinic_id: int, person_id: int | None = None) -> str:
    return f"version:{region}:{clinic_id}" + ("" if person_id is None else f":{person_id}")


def _quietly(call: Callable[[], Any]) -> None:
    try:
        with redis_breaker.calling():
            call()
    except Gone:
        current_app.logger.warning("cache_unreachable")
