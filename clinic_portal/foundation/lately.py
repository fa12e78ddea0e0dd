"""What a process remembers for some seconds: so many things at most, the latest."""

import time
from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Lately(Generic[Thing]):
    """Frozen things only, since all threads share them."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most, self._seconds = most, seconds
        self._kept: OrderedDict[Hashable, tuple[float, Thing]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Thing | None:
        with self._lock:
            until, thing = self._kept.get(key, (0.0, None))
        return thing if until > time.monotonic() else None

    def put(self, key: Hashable, thing: Thing, seconds: float | None = None) -> None:
        """For `seconds`, or for as long as all things here."""
        until = time.monotonic() + (self._seconds if seconds is None else min(seconds, self._seconds))
        with self._lock:
            self._kept[key] = (until, thing)
            self._kept.move_to_end(key)
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
