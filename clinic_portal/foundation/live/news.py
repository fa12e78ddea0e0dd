"""The news that Redis carries to whoever holds open streams: a stamp is another one, a session or link is over."""

from dataclasses import dataclass
from datetime import date

from redis import Redis
from redis.asyncio import Redis as AsyncRedis
from redis.client import Pipeline

from clinic_portal.foundation.live.passes import SECONDS
from clinic_portal.foundation.redis_client import Gone, client, redis_breaker

CHANGED, ENDED = "changed", "ended"
ENDED_SECONDS = SECONDS * 2
"""So long it is known of a holder that they are over: longer than a pass that was theirs is of use."""


@dataclass(frozen=True, slots=True)
class Changed:
    """Something of a clinic's day has another stamp; without a day, something of all days."""

    of: str
    clinic_id: int
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """Whoever listens as this holder listens no more."""

    holder: str


def channel(redis: Redis | AsyncRedis) -> str:
    """Redis does not part its channels by database: the name does."""
    return f"live:{redis.get_connection_kwargs().get('db', 0)}"


def tell_changed(pipe: Pipeline, of: str, clinic_id: int, day: date) -> None:
    """Goes out with the rest of the pipeline, after the stamp."""
    pipe.publish(channel(client()), f"{CHANGED} {of} {clinic_id} {day}")


def tell_all_changed(of: str, clinic_id: int) -> None:
    """The same of all days at once, after what stands beside their stamps; without Redis nobody listens."""
    try:
        redis_breaker.call(lambda: client().publish(channel(client()), f"{CHANGED} {of} {clinic_id}"))
    except Gone:
        return


def tell_ended(*holders: str) -> None:
    """Without Redis nobody listens: then each view asks by itself."""
    pipe = client().pipeline(transaction=False)
    for holder in holders:
        pipe.set(ended_key(holder), 1, ex=ENDED_SECONDS)
        pipe.publish(channel(client()), f"{ENDED} {holder}")
    try:
        redis_breaker.call(pipe.execute)
    except Gone:
        return


def ended_key(holder: str) -> str:
    return f"ended:{holder}"


def read(text: bytes) -> Changed | Ended | None:
    """What a message says; nothing for one of another release."""
    match text.decode().split(" "):
        case [word, of, clinic_id, day] if word == CHANGED:
            return Changed(of, int(clinic_id), date.fromisoformat(day))
        case [word, of, clinic_id] if word == CHANGED:
            return Changed(of, int(clinic_id))
        case [word, holder] if word == ENDED:
            return Ended(holder)
    return None
