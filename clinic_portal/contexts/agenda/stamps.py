"""The stamp of a clinic's day: open pages ask whether it is still the one they show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import cast

from redis.client import Pipeline

from clinic_portal.foundation import foresight, owed
from clinic_portal.foundation.cache import drop
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.live.heeded import heed
from clinic_portal.foundation.live.news import tell_all_changed, tell_changed
from clinic_portal.foundation.redis_client import Gone, client, redis_breaker
from clinic_portal.foundation.tenancy import current_clinic_id
from clinic_portal.foundation.work import after_commit

DAY, QUEUE, WAITLIST = "agenda", "queue", "waitlist"
"""What of a day has a stamp of its own: its appointments, its waiting room, and the waiting list as it is that day."""
ANY = "any"
"""Stands for whichever day."""
SECONDS = 60
"""A stamp lives this long, so that a change shows at the latest then whose new stamp was lost with its process."""


def stamp(day: date, of: str = DAY) -> str:
    """The day's stamp; read it before the day itself. Without Redis it is always a new one."""
    heed(of, day, day)
    return _standing(_key(current_clinic_id(), day, of))


def any_stamp() -> str:
    """Another one as soon as any appointment of the clinic has changed."""
    return _standing(_key(current_clinic_id(), ANY, DAY))


def _standing(key: str) -> str:
    try:
        return redis_breaker.call(_stamp, key).decode()
    except Gone:
        return new_id()


def _stamp(key: str) -> bytes:
    owed.pay()
    (found,) = foresight.read(key)
    if found:
        return found
    fresh = new_id().encode()
    standing = cast(bytes | None, client().set(key, fresh, ex=SECONDS, nx=True, get=True)) or fresh
    foresight.learn(key, standing)
    return standing


def days_stamp(days: Sequence[date]) -> str:
    """The stamp of many days together, read in one command; another one as soon as any of theirs is."""
    heed(DAY, days[0], days[-1])
    try:
        stamps = redis_breaker.call(_stamps, [_key(current_clinic_id(), day, DAY) for day in days])
    except Gone:
        return new_id()
    return sha256(b"".join(stamps)).hexdigest()[:32]


def _stamps(keys: list[str]) -> list[bytes]:
    owed.pay()
    found = foresight.read(*keys)
    missing = [key for key, value in zip(keys, found, strict=True) if not value]
    if not missing:
        return cast(list[bytes], found)
    pipe, fresh = client().pipeline(transaction=False), new_id().encode()
    for key in missing:
        pipe.set(key, fresh, ex=SECONDS, nx=True, get=True)
    begun = {key: value or fresh for key, value in zip(missing, pipe.execute(), strict=True)}
    for key, value in begun.items():
        foresight.learn(key, value)
    return [value or begun[key] for key, value in zip(keys, found, strict=True)]


@dataclass(frozen=True, slots=True)
class _Renewal:
    """That these days have new stamps."""

    clinic_id: int
    days: frozenset[date]
    of: str

    def tell(self, pipe: Pipeline) -> None:
        touched = [_key(self.clinic_id, day, self.of) for day in self.days]
        for key in (*touched, _key(self.clinic_id, ANY, self.of)):
            pipe.set(key, new_id(), ex=SECONDS)
            foresight.forget(key)
        for day in self.days:
            tell_changed(pipe, self.of, self.clinic_id, day)


def touch_after_commit(*days: date, of: str = DAY) -> None:
    """Give the days new stamps once the open work is committed."""
    renewal = _Renewal(current_clinic_id(), frozenset(days), of)
    after_commit(lambda: _renew(renewal))


def drop_beside(region: str) -> None:
    """Drop what is cached in a region whose version stands beside the stamps of all days, and tell who listens."""
    drop(region)
    tell_all_changed(DAY, current_clinic_id())


def _renew(renewal: _Renewal) -> None:
    """While Redis cannot be reached it is owed, and paid before this process reads a stamp again."""
    pipe = client().pipeline(transaction=False)
    renewal.tell(pipe)
    try:
        redis_breaker.call(pipe.execute)
    except Gone:
        owed.owe(renewal)


def _key(clinic_id: int, day: date | str, of: str) -> str:
    return f"{of}:{clinic_id}:{day}"
