"""One entry of the record, and the hash that binds it to all entries before it."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

Json = dict[str, Any] | None
"""What stood before or after: texts, whole numbers, truth values, and lists or objects of them."""
FIRST = "0" * 64
"""What the first entry holds as the hash of the one before it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """`actor` is an e-mail, or `system:` and the user of the machine; `thing` names what is no clinic."""

    number: int
    at: datetime
    actor_id: int | None
    actor: str
    verb: str
    about: int | None
    thing: str
    before: Json
    after: Json
    request_id: str
    previous_hash: str
    hash: str = ""


def digest(entry: Entry) -> str:
    """SHA-256 over all that the entry says, the hash before it included, in one spelling of JSON."""
    said = [
        entry.number,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.actor_id,
        entry.actor,
        entry.verb,
        entry.about,
        entry.thing,
        entry.before,
        entry.after,
        entry.request_id,
        entry.previous_hash,
    ]
    return hashlib.sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def first_broken(entries: Iterable[Entry]) -> int | None:
    """The number of the first entry that was changed, or that stands where another one was; None when all hold."""
    previous = FIRST
    for number, entry in enumerate(entries, start=1):
        if (entry.number, entry.previous_hash, entry.hash) != (number, previous, digest(entry)):
            return number
        previous = entry.hash
    return None
