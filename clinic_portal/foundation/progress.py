"""How far long work is, told to whoever watches it in the same process; nobody has to."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Tell = Callable[[int, int], None]
"""Takes how much is done, and of how much."""
_watcher: ContextVar[Tell | None] = ContextVar("watcher", default=None)


@contextmanager
def watching(tell: Tell) -> Iterator[None]:
    token = _watcher.set(tell)
    try:
        yield
    finally:
        _watcher.reset(token)


def progressed(done: int, whole: int) -> None:
    if tell := _watcher.get():
        tell(done, whole)
