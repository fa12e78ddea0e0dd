"""Text as it comes from a keyboard or a clipboard, made fit to be kept: no control characters, no stray spaces."""

import re

# Surrogates, controls, and the marks that turn the direction of the text after them.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def one_line(text: str | None) -> str:
    """Words with single spaces between them."""
    return " ".join(_UNFIT.sub("", (text or "").replace("\r", "\n")).split())


def some_lines(text: str | None) -> str:
    """Lines as they were typed."""
    return _UNFIT.sub("", (text or "").replace("\r\n", "\n")).strip()
