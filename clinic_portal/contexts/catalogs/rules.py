"""How terms are found and ordered, and how facts are stored: pure values in, pure values out."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from clinic_portal.contracts.catalogs import Facts
from clinic_portal.foundation.folding import folded, sorting

BEGINS = "|"
"""Stands before each name in the search text, so that a name's beginning can be told from a word's."""
_MOST_WORDS = 8
_RANGE = re.compile(r"([A-Z]\d\w)-([A-Z]\d\w)")
_CLASS = re.compile(r"([A-Z]\d\w)((?:\.\w+)?)")
_REVERSED = str.maketrans("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ZYXWVUTSRQPONMLKJIHGFEDCBA9876543210")


def search_text(code: str, names: Mapping[str, str], synonyms: Iterable[str]) -> str:
    """Code, names and synonyms as they are searched: ` j459 | asma no especificada`.

    A code of several parts stands there twice, as one word and as its parts: ` c12 c 12`.
    """
    said = dict.fromkeys((*names.values(), *synonyms))
    codes = dict.fromkeys((_compact(code), folded(code)))
    return f" {' '.join(codes)}{''.join(search_name(name) for name in said)}"


def search_name(name: str) -> str:
    return f" {BEGINS} {folded(name)}"


def search_code(text: str) -> str:
    """What is typed, as the beginning of a code: `j45.9` finds ` j459`."""
    return f" {_compact(text)}"


def words(text: str) -> list[str]:
    return folded(text).split()[:_MOST_WORDS]


def anywhere(word: str) -> str:
    """The pattern that finds a word: its beginning, or from three letters on any part of it."""
    return f"% {word}%" if len(word) < 3 else f"%{word}%"


def at_start(word: str) -> str:
    return f"% {word}%"


def sort_key(code: str, names: Mapping[str, str]) -> str:
    """By code if it is one of a classification such as ICD-10, wide ranges before what lies in them; else by name."""
    if found := _RANGE.fullmatch(code):
        return f"{found[1]} {found[2].translate(_REVERSED)}"
    if found := _CLASS.fullmatch(code):
        return f"{found[1]}~{found[2]}"
    return sorting(names.get("es") or next(iter(names.values())))


def stored_facts(facts: Facts | None) -> dict[str, Any]:
    """Facts as JSON, without what is not said."""
    if facts is None:
        return {}
    return facts.model_dump(mode="json", exclude={"kind"}, exclude_defaults=True)


def _compact(text: str) -> str:
    return folded(text).replace(" ", "")
