"""What may stand in a cell of each kind, written for people and read as they write it; nothing here asks anybody."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from clinic_portal.contexts.catalogs.files import parts, steps
from clinic_portal.contracts.catalogs import FaultKind, Vocabulary
from clinic_portal.foundation.folding import folded
from clinic_portal.foundation.tables import Cell
from clinic_portal.foundation.typed import amount

_SLUG = re.compile(r"[a-z0-9][a-z0-9.:/_-]{0,79}")
_YES = frozenset({"si", "s", "yes", "y", "true", "verdadero", "1", "x"})
_NO = frozenset({"no", "n", "false", "falso", "0"})
_FINE = re.compile(r"\d+[.,]\d{3,}")
_WHOLE = re.compile(r"\d{1,9}")
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")
MOST_STEPS = 60


class Unfit(ValueError):
    """The cell does not say what its column holds."""

    def __init__(self, kind: FaultKind, detail: str = "") -> None:
        super().__init__(kind)
        self.kind, self.detail = kind, detail


class Kind(Protocol):
    """`written` gives the cell of a value, `read` the value of what stands there; raises Unfit."""

    def written(self, value: Any, language: str) -> Cell: ...
    def read(self, text: str) -> Any: ...


def understood(kind: Kind, text: str) -> Any:
    """The value of a cell; raises Unfit, too, for signs that no database keeps."""
    if text != storable(text):
        raise Unfit(FaultKind.UNWRITABLE)
    return kind.read(text)


def storable(text: str) -> str:
    """The text with a mark in place of each such sign."""
    return _UNWRITABLE.sub("\ufffd", text)


@dataclass(frozen=True)
class Text:
    """Words as they are; `most` characters, blanks around them dropped, or with `one_line` also the doubled ones."""

    most: int | None = None
    one_line: bool = False

    def written(self, value: str | None, _language: str) -> Cell:
        return value or ""

    def read(self, text: str) -> str | None:
        said = " ".join(text.split()) if self.one_line else text.strip()
        if self.most and len(said) > self.most:
            raise Unfit(FaultKind.TOO_LONG, str(self.most))
        return said or None


class Texts:
    """A list of words."""

    def written(self, value: tuple[str, ...], _language: str) -> Cell:
        return parts.joined(value)

    def read(self, text: str) -> tuple[str, ...]:
        return parts.listed(text)


@dataclass(frozen=True)
class Flag:
    """Yes or no; an empty cell is `usual`."""

    usual: bool

    def written(self, value: bool, language: str) -> Cell:  # noqa: FBT001  # the value of the cell itself
        yes = "sí" if language == "es" else "yes"
        return yes if value else "no"

    def read(self, text: str) -> bool:
        said = folded(text).strip()
        if said not in _YES | _NO | {""}:
            raise Unfit(FaultKind.NO_FLAG)
        return said in _YES if said else self.usual


class Amount:
    """Money in the clinic's currency, of two decimals; with a comma or a point, thousands cut or not."""

    def written(self, value: Decimal | None, _language: str) -> Cell:
        return value

    def read(self, text: str) -> Decimal | None:
        said = "".join(text.split())
        found = amount(said)
        if said and found is None:
            raise Unfit(FaultKind.DECIMALS if _FINE.fullmatch(said) else FaultKind.NO_AMOUNT)
        return found


@dataclass(frozen=True)
class Whole:
    """A whole number from 1 to `most`."""

    most: int

    def written(self, value: int | None, _language: str) -> Cell:
        return value

    def read(self, text: str) -> int | None:
        said = text.strip()
        if not said:
            return None
        if not _WHOLE.fullmatch(said):
            raise Unfit(FaultKind.NO_WHOLE)
        if not 1 <= int(said) <= self.most:
            raise Unfit(FaultKind.OUT_OF_RANGE, str(self.most))
        return int(said)


@dataclass(frozen=True)
class Choice:
    """One of few: `words` by the stored value and by language."""

    words: Mapping[str, Mapping[str, str]]

    def written(self, value: str | None, language: str) -> Cell:
        return self.words[value].get(language, value) if value else ""

    def read(self, text: str) -> str | None:
        said = folded(text).strip()
        for value, words in self.words.items():
            if said in {value, *(folded(word) for word in words.values())}:
                return value
        if not said:
            return None
        raise Unfit(FaultKind.NO_CHOICE, ", ".join(word for words in self.words.values() for word in words.values()))


@dataclass(frozen=True)
class Word:
    """A word of one of the portal's vocabularies, written by its name; a code that has none, as it is."""

    vocabulary: Vocabulary

    def written(self, value: str | None, language: str) -> Cell:
        return (self.vocabulary.find_name(value, language) or value) if value else ""

    def read(self, text: str) -> str | None:
        said = self.vocabulary.find(text) or text.strip().lower()
        if said and not _SLUG.fullmatch(said):
            raise Unfit(FaultKind.NO_SLUG)
        return said or None


@dataclass(frozen=True)
class Words:
    """Several of them; a comma cuts them too."""

    vocabulary: Vocabulary

    def written(self, value: tuple[str, ...], language: str) -> Cell:
        one = Word(self.vocabulary)
        return parts.joined(str(one.written(code, language)) for code in value)

    def read(self, text: str) -> tuple[str, ...]:
        one = Word(self.vocabulary)
        return tuple(said for part in re.split(r"[|,;\n]", text) if (said := one.read(part)))


class Steps:
    """The steps of a treatment."""

    def written(self, value: Any, _language: str) -> Cell:
        return steps.written(value)

    def read(self, text: str) -> Any:
        try:
            found = steps.read(text)
        except steps.NoStep as error:
            raise Unfit(FaultKind.NO_STEPS, str(error)) from None
        if len(found) > MOST_STEPS:
            raise Unfit(FaultKind.TOO_MANY_STEPS, str(MOST_STEPS))
        return found
