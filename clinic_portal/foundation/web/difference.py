"""Where a half-written form and what somebody else has saved meanwhile say different things."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

ALL = "all"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field, and both texts as they are read; `value` is theirs as it would be typed."""

    name: str
    mine: Any
    theirs: Any
    value: Any = None
    label: str = ""


def take(form: Any, differences: Iterable[Difference], wanted: str) -> None:
    """Put theirs into the form, over what was typed there: of one field, or of all that differ."""
    for one in differences:
        if wanted in {one.name, ALL}:
            form[one.name].raw_data = None
            form[one.name].process_data(one.value)
