"""What comes from a keyboard, a clipboard or an address, made fit to be kept or asked for."""

import re

# Surrogates, controls, and the marks that turn the direction of the text after them.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_NUMBER = re.compile("[0-9]{1,18}")


def one_line(text: str | None) -> str:
    """Words with single spaces between them."""
    return " ".join(_UNFIT.sub("", (text or "").replace("\r", "\n")).split())


def some_lines(text: str | None) -> str:
    """Lines as they were typed."""
    return _UNFIT.sub("", (text or "").replace("\r\n", "\n")).strip()


def whole_number(text: str | None) -> int | None:
    """The number that is written there, if a database could hold it: a stranger's twenty digits are nobody's id."""
    return int(text) if text and _NUMBER.fullmatch(text) else None
