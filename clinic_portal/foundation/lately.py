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
        moment = time.monotonic()
        with self._lock:
            self._drop_until(moment)
            until, thing = self._kept.get(key, (0.0, None))
        return thing if until > moment else None

    def put(self, key: Hashable, thing: Thing, seconds: float | None = None) -> None:
        """For `seconds`, or for as long as all things here."""
        moment = time.monotonic()
        until = moment + (self._seconds if seconds is None else min(seconds, self._seconds))
        with self._lock:
            self._drop_until(moment)
            self._kept[key] = (until, thing)
            self._kept.move_to_end(key)
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def sweep(self) -> None:
        """What has run out rests here no longer; for where nobody may look for a while."""
        with self._lock:
            self._drop_until(time.monotonic())

    def _drop_until(self, moment: float) -> None:
        """In the order of putting: of a shorter life it may rest behind a longer one, but never beyond that one's."""
        while self._kept and next(iter(self._kept.values()))[0] <= moment:
            self._kept.popitem(last=False)
