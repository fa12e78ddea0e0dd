"""Which terms a person uses most: what was used lately counts more than what was used long ago."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

HALF_LIFE = timedelta(days=30)
FORGOTTEN = timedelta(days=365)
"""After twelve half-lives a use weighs less than a thousandth."""
MOST = 10


class Used(NamedTuple):
    """How often a person used a term, and when last."""

    term_id: int
    uses: int
    last_used_at: datetime


def weight(used: Used, at: datetime) -> float:
    """The number of uses, halved for every 30 days since the last one: four uses a month ago weigh as two today."""
    idle = max(at - used.last_used_at, timedelta(0))
    return float(used.uses * 0.5 ** (idle / HALF_LIFE))


def most_used(found: Iterable[Used], at: datetime) -> tuple[int, ...]:
    """The ids of the used terms, heaviest first; of the same weight the one used last."""
    remembered = (used for used in found if used.uses > 0 and at - used.last_used_at <= FORGOTTEN)
    ordered = sorted(remembered, key=lambda used: (-weight(used, at), -used.last_used_at.timestamp(), used.term_id))
    return tuple(used.term_id for used in ordered)
