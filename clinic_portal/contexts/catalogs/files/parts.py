"""Several texts in one cell: cut by a sign that a backslash makes plain, as it keeps outer blanks and line ends."""

from collections.abc import Iterable, Sequence

Token = tuple[str, bool]
"""A sign, and whether it stands for itself only: no cut, no blank to be dropped."""
LIST = "|"
_LETTERS = {"\n": "n", "\r": "r"}
_SIGNS = {letter: sign for sign, letter in _LETTERS.items()}


def escaped(text: str, cuts: str) -> str:
    """The text as a part of a cell where the signs of `cuts` cut."""
    last = len(text) - 1
    return "".join(_written(sign, cuts, outer=place in {0, last}) for place, sign in enumerate(text))


def tokens(cell: str) -> list[Token]:
    signs, found = iter(cell), []
    for sign in signs:
        plain = sign == "\\"
        follows = next(signs, "") if plain else sign
        found.append((_SIGNS.get(follows, follows) if plain else follows, plain))
    return found


def cut(given: Sequence[Token], sign: str) -> list[list[Token]]:
    """Between the bare signs."""
    parts: list[list[Token]] = [[]]
    for token in given:
        if token == (sign, False):
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def meant(part: Sequence[Token]) -> str:
    """The text of a part, without bare blanks around it."""
    kept = [place for place, (sign, plain) in enumerate(part) if plain or not sign.isspace()]
    return "".join(sign for sign, _plain in part[kept[0] : kept[-1] + 1]) if kept else ""


def joined(texts: Iterable[str]) -> str:
    """A list in one cell: `asma | ahogo`."""
    return f" {LIST} ".join(escaped(text, LIST) for text in texts)


def listed(cell: str) -> tuple[str, ...]:
    """The list again; empty parts are none."""
    return tuple(text for part in cut(tokens(cell), LIST) if (text := meant(part)))


def _written(sign: str, cuts: str, *, outer: bool) -> str:
    if sign in _LETTERS:
        return "\\" + _LETTERS[sign]
    return "\\" + sign if sign == "\\" or sign in cuts or (outer and sign.isspace()) else sign
