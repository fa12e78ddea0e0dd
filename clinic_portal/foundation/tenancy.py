"""Which clinic the running code is inside of; outside of every clinic all that a clinic owns is closed."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

HOUSE = 0
"""The platform itself: owns what belongs to no clinic, such as password resets and the beat's ticks."""


class NoClinic(RuntimeError):
    """Something that a clinic owns was touched while no clinic was entered."""


@dataclass(frozen=True, eq=False)
class Scope:
    """One stay inside a clinic (or outside of all); its identity tells two stays apart."""

    clinic_id: int | None


_scope: ContextVar[Scope | None] = ContextVar("scope", default=None)
_OUTSIDE = Scope(None)


def current_scope() -> Scope:
    return _scope.get() or _OUTSIDE


def current_clinic_id() -> int:
    """The entered clinic; raises NoClinic outside."""
    clinic_id = current_scope().clinic_id
    if clinic_id is None:
        raise NoClinic("no clinic was entered: use `with inside(clinic_id)`")
    return clinic_id


@contextmanager
def inside(clinic_id: int) -> Iterator[None]:
    """Enter a clinic for the length of the block."""
    token = _scope.set(Scope(int(clinic_id)))
    try:
        yield
    finally:
        _scope.reset(token)


@contextmanager
def outside() -> Iterator[None]:
    """Leave every clinic for the length of the block."""
    token = _scope.set(Scope(None))
    try:
        yield
    finally:
        _scope.reset(token)
