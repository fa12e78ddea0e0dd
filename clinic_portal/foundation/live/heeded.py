"""What the present request's answer is drawn from, noted by whoever reads a stamp for it."""

from dataclasses import dataclass
from datetime import date

from flask import g

from clinic_portal.foundation.tenancy import current_clinic_id


@dataclass(frozen=True, slots=True)
class Heeded:
    """Stamps of one kind in one clinic, from the first day to the last."""

    clinic_id: int
    of: str
    first: date
    last: date


def heed(of: str, first: date, last: date) -> None:
    """The answer is as old as the entered clinic's stamps of these days."""
    g.heeded = Heeded(current_clinic_id(), of, first, last)


def heeded() -> Heeded | None:
    found: Heeded | None = g.get("heeded")
    return found


def note_secret_address(digest: str) -> None:
    """Whoever asks is nobody but the holder of a secret address; `digest` is that of its token."""
    g.secret_address = digest


def secret_address() -> str:
    """Its digest, or nothing for a page of people who sign in."""
    return str(g.get("secret_address", ""))
