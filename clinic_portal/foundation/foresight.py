"""What a request reads from Redis, asked in one command: its own key and those that the last such request read.

A wrong guess costs nothing but some bytes: a key that was not foreseen is asked for when it is read.
"""

from collections import OrderedDict
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from threading import Lock
from typing import cast

from clinic_portal.foundation.redis_client import client, times_gone

MOST = 4_096
"""So many kinds of request are remembered, the latest."""


@dataclass
class _Reads:
    """Of one request: what it will surely ask for, what Redis said, what was asked for indeed, and what is personal.

    Of the latter, what is `admitting` says who they are, and is written anew every few seconds. `gone_before` tells
    whether Redis failed to answer since the request began.
    """

    expected: tuple[str, ...] = ()
    known: dict[str, bytes | None] = field(default_factory=dict)
    asked: dict[str, None] = field(default_factory=dict)
    personal: set[str] = field(default_factory=set)
    admitting: set[str] = field(default_factory=set)
    gone_before: int = field(default_factory=times_gone)


_reads: ContextVar[_Reads | None] = ContextVar("reads", default=None)
_remembered: OrderedDict[Hashable, tuple[str, ...]] = OrderedDict()
_lock = Lock()


@contextmanager
def foreseeing(occasion: Hashable) -> Iterator[None]:
    """In the block each key is read once; `occasion` names requests that read the same keys."""
    with _lock:
        reads = _Reads(expected=_remembered.get(occasion, ()))
    token = _reads.set(reads)
    try:
        yield
    finally:
        _reads.reset(token)
        _remember(occasion, tuple(reads.asked))


def read(*keys: str) -> list[bytes | None]:
    """The values under `keys`, as they stood at the earliest when the request began."""
    reads = _reads.get() or _Reads()
    if any(key not in reads.known for key in keys):
        _ask(reads, keys)
    reads.asked |= dict.fromkeys(keys)
    return [reads.known[key] for key in keys]


def mark_personal(key: str) -> None:
    """What is under the key is a matter of the visitor: others are shown nothing that was drawn from it."""
    if reads := _reads.get():
        reads.personal.add(key)


def mark_admitting(key: str) -> None:
    """The same of a key under which stands who the visitor is."""
    mark_personal(key)
    if reads := _reads.get():
        reads.admitting.add(key)


def personal_keys() -> frozenset[str]:
    """Which keys were marked in this request."""
    reads = _reads.get()
    return frozenset(reads.personal) if reads else frozenset()


def admitting_keys() -> frozenset[str]:
    """Which keys said who the visitor is."""
    reads = _reads.get()
    return frozenset(reads.admitting) if reads else frozenset()


def reads_so_far() -> dict[str, bytes]:
    """What this request was answered from; nothing when any of it was not in Redis or was written meanwhile.

    Nothing, too, once Redis did not answer, to whatever question: what was shown instead is under no key.
    """
    reads = _reads.get() or _Reads()
    if times_gone() != reads.gone_before:
        return {}
    found = {key: reads.known.get(key) for key in reads.asked}
    return {} if None in found.values() else cast(dict[str, bytes], found)


def forget(*keys: str) -> None:
    """These were written: the next read asks anew."""
    if reads := _reads.get():
        for key in keys:
            reads.known.pop(key, None)


def learn(key: str, value: bytes) -> None:
    """Redis has just said, or been told, that this is under the key."""
    if reads := _reads.get():
        reads.known[key] = value
        reads.asked[key] = None


def _ask(reads: _Reads, keys: tuple[str, ...]) -> None:
    wanted = [key for key in dict.fromkeys((*keys, *reads.expected)) if key not in reads.known]
    reads.expected = ()
    found = cast(list[bytes | None], client().mget(wanted))
    reads.known.update(zip(wanted, found, strict=True))


def _remember(occasion: Hashable, keys: tuple[str, ...]) -> None:
    with _lock:
        _remembered[occasion] = keys
        _remembered.move_to_end(occasion)
        if len(_remembered) > MOST:
            _remembered.popitem(last=False)
