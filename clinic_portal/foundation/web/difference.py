"""Where a half-written form and what somebody else has saved meanwhile say different things."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Difference:
    """One field, and both texts as they are read; `value` is theirs as it would be typed."""

    name: str
    mine: Any
    theirs: Any
    value: Any = None
    label: str = ""
