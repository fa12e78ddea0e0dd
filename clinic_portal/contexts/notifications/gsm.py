"""What fits into one SMS: the alphabet of GSM 03.38, in which 160 characters cost one message instead of three."""

import unicodedata
from collections.abc import Iterable

ONE_SMS = 160
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_TWICE = frozenset("^{}\\[~]|€")
_PLAIN = str.maketrans({"–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "...", "º": "o", "ª": "a"})


def plain(text: str) -> str:
    """The text in the GSM alphabet where a reader loses nothing: `Clínica` becomes `Clinica`, `ñ` and `é` stay."""
    return "".join(_nearest(letter) for letter in text.translate(_PLAIN))


def length(text: str) -> int | None:
    """How many of the 160 characters of an SMS a text takes; None when it needs another alphabet."""
    if not set(text) <= _BASIC | _TWICE:
        return None
    return len(text) + sum(letter in _TWICE for letter in text)


def first_that_fits(texts: Iterable[str]) -> str:
    """The first of the texts, longest first, that is one SMS; else the last of them."""
    *longer, shortest = (plain(text) for text in texts)
    return next((text for text in longer if (length(text) or ONE_SMS + 1) <= ONE_SMS), shortest)


def _nearest(letter: str) -> str:
    if letter in _BASIC or letter in _TWICE:
        return letter
    if letter.isspace():
        return " "
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base in _BASIC else letter
