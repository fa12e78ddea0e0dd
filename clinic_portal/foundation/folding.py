"""Text as people search and sort it: without accents, case and punctuation; ñ sorts after n."""

import re
import unicodedata

_APART = re.compile(r"[\W_]+")
_LAST_LETTER = "þ"
"""Folds to itself and stands after z."""


def folded(text: str) -> str:
    """Lower case, no accents, single spaces; dots vanish, so that `J45.9` is `j459` and `S.A.` is `sa`."""
    letters = unicodedata.normalize("NFKD", text.replace(".", "")).casefold()
    plain = unicodedata.normalize("NFKD", letters)
    return _APART.sub(" ", "".join(char for char in plain if not unicodedata.combining(char))).strip()


def sorting(text: str) -> str:
    """A key that sorts by bytes as a Spanish dictionary does: accents count for nothing, ñ comes after n."""
    return folded(unicodedata.normalize("NFC", text.casefold()).replace("ñ", f"n{_LAST_LETTER}"))
