"""How names, phones and documents become words that one finds without accents, in any order, however typed."""

import re
import unicodedata

from clinic_portal.foundation.folding import folded
from clinic_portal.foundation.typed import one_line

WORD_LENGTH = 40
"""Longer words are cut, when stored and when asked: an index entry has a limit."""

_SILENT = str.maketrans("", "", "'’‘ʼ`´·")
_LIGATURES = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
_DIALLED = re.compile(r"^\+|^00|\W|_")
_SHORT_AFTER_NUMBER = 7


def name_words(text: str) -> tuple[str, ...]:
    """The words of a name: `O'Brien-Núñez` gives `obrien` and `nunez`."""
    plain = unicodedata.normalize("NFKC", text).translate(_SILENT).replace(".", " ")
    return tuple(word[:WORD_LENGTH] for word in folded(plain).translate(_LIGATURES).split())


def document_key(text: str) -> str:
    """A document without its punctuation: `12.345.678-Z` is `12345678z`."""
    return "".join(name_words(text))[:WORD_LENGTH]


def asked_words(text: str) -> tuple[str, ...]:
    """What is looked for, the longest first: a phone or document written apart (`612 34 56`) is one word."""
    found: list[str] = []
    for chunk in one_line(text).split():
        if not is_number(chunk):
            found.extend(name_words(chunk))
            continue
        number = document_key(_DIALLED.sub("", chunk))
        if found and found[-1].isdigit() and number.isdigit():
            found[-1] = (found[-1] + number)[:WORD_LENGTH]
        else:
            found.append(number)
    return tuple(sorted(_without_stray_letters(found), key=len, reverse=True))


def is_number(word: str) -> bool:
    """Whether a word looks for a phone or a document."""
    return any(char.isdigit() for char in word)


def _without_stray_letters(words: list[str]) -> list[str]:
    """`12345678 Z` is a document whose letter stands apart."""
    numbered = any(is_number(word) and len(word) >= _SHORT_AFTER_NUMBER for word in words)
    return [word for word in words if word and not (numbered and len(word) == 1)]
