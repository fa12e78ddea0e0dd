"""What comes from a keyboard, a clipboard or an address, made fit to be kept or asked for."""

import re
from decimal import Decimal

# Surrogates, controls, and the marks that turn the direction of the text after them.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_NUMBER = re.compile("[0-9]{1,18}")
_PLAIN = re.compile(r"([0-9]{1,10})(?:[.,]([0-9]{1,2}))?")
_GROUPED = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+),([0-9]{1,2})|([0-9]{1,3}(?:,[0-9]{3})+)\.([0-9]{1,2})")
_LONGEST_AMOUNT = 10


def one_line(text: str | None) -> str:
    """Words with single spaces between them."""
    return " ".join(_UNFIT.sub("", (text or "").replace("\r", "\n")).split())


def some_lines(text: str | None) -> str:
    """Lines as they were typed."""
    return _UNFIT.sub("", (text or "").replace("\r\n", "\n")).strip()


def whole_number(text: str | None) -> int | None:
    """The number that is written there, if a database could hold it: a stranger's twenty digits are nobody's id."""
    return int(text) if text and _NUMBER.fullmatch(text) else None


def amount(text: str) -> Decimal | None:
    """Money of ten digits and two decimals, with a comma or a point, thousands cut or not.

    None unless it can be read in one way only: `1.250` may be a thousand or three decimals.
    """
    bare = "".join(text.split())
    if plain := _PLAIN.fullmatch(bare):
        return Decimal(f"{plain[1]}.{plain[2] or '00'}")
    if grouped := _GROUPED.fullmatch(bare):
        whole, decimals = (part for part in grouped.groups() if part)
        digits = re.sub("[.,]", "", whole)
        return Decimal(f"{digits}.{decimals}") if len(digits) <= _LONGEST_AMOUNT else None
    return None
