"""Open sessions in Redis for some seconds, so that a warm request asks it once and the database never."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache

from clinic_portal.contracts.identity import SignedIn
from clinic_portal.foundation import foresight
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.live.news import tell_ended
from clinic_portal.foundation.redis_client import Gone, client, redis_breaker

SECONDS = 15
ENDED, CHANGED = b"ended", b"changed"


def find(digest: str, session_id: str, unnoted: timedelta | None) -> tuple[bool, SignedIn | None]:
    """Whether the cache knows, and the person; it may know that the session is over, which is nobody.

    Of a session that was last seen longer than `unnoted` ago it knows nothing: its use is to be noted.
    """
    try:
        foresight.mark_admitting(_key(digest))
        (found,) = redis_breaker.call(foresight.read, _key(digest))
    except Gone:
        return False, None
    if found is None or found in {ENDED, CHANGED}:
        return found == ENDED, None
    until, seen, person = found.split(b" ", 2)
    moment = now().timestamp()
    if float(until) <= moment or (unnoted is not None and moment - float(seen) >= unnoted.total_seconds()):
        return False, None
    return True, _person(person, session_id)


@lru_cache(maxsize=512)
def _person(text: bytes, session_id: str) -> SignedIn:
    """Of a request after the other it is the same text, letter by letter."""
    return SignedIn.model_validate_json(text).model_copy(update={"session_id": session_id})


def keep(digest: str, person: SignedIn, seen_at: datetime, over_at: datetime) -> None:
    """Remember a session for some seconds, at most until it is over; never over a mark that it ended or changed."""
    until = min(now().timestamp() + SECONDS, over_at.timestamp())
    text = person.model_copy(update={"session_id": ""}).model_dump_json()
    _quietly(client().set, _key(digest), f"{until} {seen_at.timestamp()} {text}", ex=SECONDS, nx=True)


def mark_ended(*digests: str) -> None:
    """From now on these sessions are over, also for a request that has just read them from the database."""
    for digest in digests:
        _quietly(client().set, _key(digest), ENDED, ex=SECONDS * 4)
    tell_ended(*digests)


def forget(*digests: str) -> None:
    """What is remembered is no longer true, nor what another request has read just before: the database answers."""
    for digest in digests:
        _quietly(client().set, _key(digest), CHANGED, ex=SECONDS)
    tell_ended(*digests)


def _key(digest: str) -> str:
    return f"session:{digest}"


def _quietly(command: Callable[..., object], key: str, *arguments: str | bytes, **options: int) -> None:
    """Without Redis the database answers, and what Redis still holds is stale for some seconds at most."""
    foresight.forget(key)
    try:
        redis_breaker.call(command, key, *arguments, **options)
    except Gone:
        return
