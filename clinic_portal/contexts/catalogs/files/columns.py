"""The columns of a catalog's file: where each gets its value, and what may stand in its cells."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import Any

from clinic_portal.contexts.catalogs.files.cells import (
    Amount,
    Choice,
    Flag,
    Kind,
    Steps,
    Text,
    Texts,
    Whole,
    Word,
    Words,
)
from clinic_portal.contexts.catalogs.files.standing import Standing
from clinic_portal.contracts.catalogs import VOCABULARIES, CatalogKind
from clinic_portal.foundation.tables import Cell

OWN_WORDS = {"es": "propio", "en": "own"}
"""What the code system of a clinic's own terms is called in a file; `own` itself is understood as well."""
_TAX = {
    "exempt": {"es": "exento", "en": "exempt"},
    "reduced": {"es": "reducido", "en": "reduced"},
    "standard": {"es": "general", "en": "standard"},
}


class Part(Enum):
    """What a column belongs to: a term's key, its words, what the clinic lays over it, or its facts."""

    KEY = auto()
    WORDS = auto()
    ARRANGED = auto()
    FACT = auto()


@dataclass(frozen=True, eq=False)
class Column:
    """`field` is the value's name in that part."""

    code: str
    part: Part
    kind: Kind
    field: str
    value: Callable[[Standing], Any]

    def written(self, term: Standing, language: str) -> Cell:
        return self.kind.written(self.value(term), language)


class _System:
    """The code system; the clinic's own terms have a word in each language."""

    def written(self, value: str, language: str) -> Cell:
        return OWN_WORDS.get(language, value) if value == OWN_WORDS["en"] else value

    def read(self, text: str) -> str:
        said = text.strip()
        return OWN_WORDS["en"] if said.lower() in OWN_WORDS.values() else said


@cache
def columns_of(kind: CatalogKind) -> tuple[Column, ...]:
    """In the order in which an export writes them."""
    return (*_COMMON, *_FACTS[kind])


def _key(code: str, kind: Kind) -> Column:
    return Column(code, Part.KEY, kind, code, lambda term: getattr(term, code))


def _name(language: str) -> Column:
    return Column(f"name_{language}", Part.WORDS, Text(), language, lambda term: term.names.get(language))


def _arranged(code: str, kind: Kind, field: str = "") -> Column:
    name = field or code
    return Column(code, Part.ARRANGED, kind, name, lambda term: term.arranged[name])


def _fact(code: str, kind: Kind, field: str = "") -> Column:
    name = field or code
    return Column(code, Part.FACT, kind, name, lambda term: getattr(term.facts, name))


def _word(code: str) -> Column:
    return _fact(code, Word(VOCABULARIES[code]))


def _words(code: str) -> Column:
    return _fact(code, Words(VOCABULARIES[code]))


_COMMON = (
    _key("code_system", _System()),
    _key("code", Text(most=60)),
    _name("es"),
    _name("en"),
    Column("synonyms", Part.WORDS, Texts(), "synonyms", lambda term: term.synonyms),
    _arranged("alias", Text(most=300, one_line=True)),
    _arranged("visible", Flag(usual=True)),
    _arranged("favourite", Flag(usual=False)),
    _arranged("order", Whole(100_000), "position"),
    _arranged("price", Amount()),
    _arranged("minutes", Whole(1440)),
)
_FACTS: dict[CatalogKind, tuple[Column, ...]] = {
    CatalogKind.DISEASES: (),
    CatalogKind.ALLERGENS: (
        _word("allergen_class"),
        _words("ingredients"),
        _words("cross_classes"),
    ),
    CatalogKind.PROCEDURES: (
        _fact("catalog_price", Amount(), "price"),
        _fact("catalog_minutes", Whole(1440), "minutes"),
        _fact("tax_class", Choice(_TAX)),
        _word("practice"),
    ),
    CatalogKind.MEDICATIONS: (
        _words("ingredients"),
        _words("classes"),
        _word("form"),
        _fact("strength", Text(most=80)),
    ),
    CatalogKind.TREATMENT_TEMPLATES: (_word("practice"), _fact("steps", Steps())),
}
