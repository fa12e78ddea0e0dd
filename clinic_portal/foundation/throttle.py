"""How often something may be tried: meters in Redis or, while Redis is gone, in this process alone."""

import hashlib
import ipaddress
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from threading import Lock

from clinic_portal.foundation.clock import now
from clinic_portal.foundation.redis_client import Gone, client, redis_breaker
from clinic_portal.foundation.refusals import Throttled, Unmetered

MOST_LOCAL = 10_000


@dataclass(frozen=True)
class Allowance:
    """`burst` tries at once, then one more every `every` milliseconds."""

    name: str
    burst: int
    every: int


# The rule `take`, where the meter lies, so that two tries at once are two.
_TAKE = """
    local moment, every, burst = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
    local after = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), moment) + every
    if after - moment > burst * every then return 0 end
    redis.call('SET', KEYS[1], string.format('%.0f', after), 'PX', after - moment)
    return 1
"""


# A meter that ran out meanwhile stays gone, and one that is given back runs out as it would have.
_GIVE_BACK = """
    if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('DECRBY', KEYS[1], ARGV[1]) end
    return 1
"""


def take(full_at: int, moment: int, allowance: Allowance) -> int | None:
    """The meter after one more try, or None when there is none left; times in milliseconds.

    The meter is the moment at which the allowance will be whole again (the generic cell rate algorithm of ITU-T I.371).
    """
    after = max(full_at, moment) + allowance.every
    return after if after - moment <= allowance.burst * allowance.every else None


class Throttle:
    """Meters by allowance and subject; a subject is kept as a digest only.

    With Redis down each process counts for itself: a flood then has as many allowances as there are processes, and
    still no more. One that is not `alone` refuses then: what goes to a stranger's phone is counted or not done.
    """

    def __init__(self, *, alone: bool = True) -> None:
        self._alone = alone
        self._local: dict[str, int] = {}
        self._lock = Lock()

    def spend(self, allowance: Allowance, subject: str) -> None:
        """Count one try; raises Throttled when none is left, or Unmetered."""
        key, moment = _key(allowance, subject), int(now().timestamp() * 1000)
        try:
            granted = redis_breaker.call(client().eval, _TAKE, 1, key, moment, allowance.every, allowance.burst)
        except Gone:
            if not self._alone:
                raise Unmetered from None
            granted = self._spend_here(key, moment, allowance)
        if not granted:
            raise Throttled(ceil(allowance.every / 1000))

    def give_back(self, allowance: Allowance, subject: str) -> None:
        """A try that succeeded does not count."""
        key = _key(allowance, subject)
        with self._lock:
            if key in self._local:
                self._local[key] -= allowance.every
        _quietly(client().eval, _GIVE_BACK, 1, key, allowance.every)

    def forget(self, allowance: Allowance, subject: str) -> None:
        """Whoever proved to be right starts anew."""
        key = _key(allowance, subject)
        with self._lock:
            self._local.pop(key, None)
        _quietly(client().delete, key)

    def _spend_here(self, key: str, moment: int, allowance: Allowance) -> bool:
        with self._lock:
            if len(self._local) >= MOST_LOCAL:
                self._local = {name: full_at for name, full_at in self._local.items() if full_at > moment}
            after = take(self._local.get(key, 0), moment, allowance)
            if after is not None and len(self._local) < MOST_LOCAL:
                self._local[key] = after
            return after is not None


def neighbourhood(address: str) -> str:
    """What counts as one address: an IPv4 address, or the /64 network that one household or office has of IPv6."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    return str(parsed if parsed.version == 4 else ipaddress.ip_network((parsed, 64), strict=False))


def _key(allowance: Allowance, subject: str) -> str:
    return f"throttle:{allowance.name}:{hashlib.sha256(subject.encode()).hexdigest()[:32]}"


def _quietly(command: Callable[..., object], *arguments: str | int) -> None:
    """Redis may be gone: its meters then run out by themselves."""
    try:
        redis_breaker.call(command, *arguments)
    except Gone:
        return
