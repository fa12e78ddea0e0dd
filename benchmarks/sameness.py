"""Two answers are the same page when only white space, forgery tokens and the board's stamp tell them apart."""

import re

_STAMP = re.compile(r' data-stamp="[^"]*"')
_TOKEN = re.compile(r'(csrf[-_]token"[^>]*?(?:content|value)=")[^"]*')
_BETWEEN = re.compile(r"\s*([<>])\s*")
_SPACE = re.compile(r"\s+")


def normal(page: str) -> str:
    return _SPACE.sub(" ", _BETWEEN.sub(r"\1", _TOKEN.sub(r"\1", _STAMP.sub("", page)))).strip()


def assert_same(name: str, portal: str, floor: str) -> None:
    """Raises with the first place at which they differ."""
    ours, theirs = normal(portal), normal(floor)
    if ours == theirs:
        return
    at = next(
        (place for place, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), min(len(ours), len(theirs))
    )
    raise RuntimeError(
        f"{name}: portal and floor differ at {at}:\n  portal …{ours[max(0, at - 90) : at + 160]}\n"
        f"  floor  …{theirs[max(0, at - 90) : at + 160]}"
    )
