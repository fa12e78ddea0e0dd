"""What an earlier stay in the other clinic left in memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.orm import (
    Session,
)

from tests.tenancy.farm import SUR, Animal
from tests.tenancy.paths.path import path


@path
def identity_map(session: Session) -> Any:
    """A session that was in Sur before and is led into Norte; the portal's own refuses to be led."""
    with _led_into(session, SUR):
        kept = session.get(Animal, (SUR, 1))
    found = session.get(Animal, (SUR, 1))
    return (kept and found and found.name) or ""


@contextmanager
def _led_into(session: Session, clinic_id: int) -> Iterator[None]:
    before = session.clinic_id
    session.clinic_id = clinic_id
    try:
        yield
    finally:
        session.clinic_id = before
        session.commit()
