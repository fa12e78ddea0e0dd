"""Who acts: the signed-in person whose request or job is running, for histories and log lines."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_actor: ContextVar[int | None] = ContextVar("actor", default=None)


def current_actor_id() -> int | None:
    return _actor.get()


@contextmanager
def acting_as(user_id: int | None) -> Iterator[None]:
    token = _actor.set(user_id)
    try:
        yield
    finally:
        _actor.reset(token)
