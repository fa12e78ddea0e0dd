"""The transformations that a mapping may name, each from text to text."""

import re
from collections.abc import Callable

from clinic_portal.foundation.folding import folded
from clinic_portal.foundation.typed import one_line

_SUBCATEGORY = re.compile(r"([A-Z]\d\w)(\w+)")


def icd_10_dot(text: str) -> str:
    """`J459` as doctors write it: `J45.9`."""
    found = _SUBCATEGORY.fullmatch(text)
    return f"{found[1]}.{found[2]}" if found else text


def decimal_comma(text: str) -> str:
    """`1.234,50` as 1234.50."""
    return text.replace(".", "").replace(",", ".")


def slug(text: str) -> str:
    """`Comprimido recubierto` as `comprimido-recubierto`."""
    return folded(text).replace(" ", "-")


STEPS: dict[str, Callable[[str], str]] = {
    "strip": one_line,
    "upper": str.upper,
    "lower": str.lower,
    "icd-10-dot": icd_10_dot,
    "decimal-comma": decimal_comma,
    "slug": slug,
}
