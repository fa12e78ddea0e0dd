"""The portal's own vocabularies: what substances, their classes, forms and kinds of practice are called.

They come with the portal and are the same for all clinics; where their words come from stands beside the seed's data.
"""

import csv
from functools import cached_property
from importlib.resources import files

from clinic_portal.foundation.folding import folded

_WORDS = files("clinic_portal.contracts.catalogs") / "words"
_LANGUAGES = ("es", "en")


def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a vocabulary's file by their column's name."""
    return tuple(csv.DictReader((_WORDS / name).read_text(encoding="utf-8").splitlines()))


class Vocabulary:
    """Codes and their names by language; read when first asked for. No two codes share a name."""

    def __init__(self, file: str) -> None:
        self._file = file

    def name(self, code: str, language: str) -> str:
        """In that language; a code that only a clinic or an official list knows is said with blanks for its hyphens."""
        return self.find_name(code, language) or code.replace("-", " ")

    def find_name(self, code: str, language: str) -> str | None:
        """The name, of a code that the portal knows."""
        names = self._names.get(code)
        return names.get(language, names["es"]) if names else None

    def find(self, words: str) -> str | None:
        """The code of what somebody wrote: a name in any language, or the code itself."""
        return self._codes.get(folded(words))

    def names(self, language: str) -> tuple[str, ...]:
        """All of them, as one chooses from."""
        return tuple(names.get(language, names["es"]) for names in self._names.values())

    @cached_property
    def _names(self) -> dict[str, dict[str, str]]:
        return {row["code"]: {each: row[f"name_{each}"] for each in _LANGUAGES} for row in rows(self._file)}

    @cached_property
    def _codes(self) -> dict[str, str]:
        return {folded(word): code for code, names in self._names.items() for word in (code, *names.values())}


_CLASSES = Vocabulary("classes.csv")
VOCABULARIES = {
    "ingredients": Vocabulary("ingredients.csv"),
    "classes": _CLASSES,
    "cross_classes": _CLASSES,
    "allergen_class": _CLASSES,
    "form": Vocabulary("forms.csv"),
    "practice": Vocabulary("practices.csv"),
}
"""By the field of a term's facts whose codes they name."""
