"""How a Spanish name sounds: Giménez and Jiménez, Vázquez and Básquez are one to the ear."""

import re

_PARTICLES = frozenset({"de", "del", "la", "las", "los", "el", "y", "e", "i", "da", "do", "dos", "van", "von"})
_RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ll", "y"),
        (r"(.)\1+", r"\1"),
        (r"ch", "#"),
        (r"ph", "f"),
        (r"h", ""),
        (r"g(?=[ei])", "j"),
        (r"x", "j"),
        (r"c(?=[ei])|z", "s"),
        (r"qu(?=[ei])|[cq]", "k"),
        (r"v", "b"),
        (r"gu(?=[ei])", "g"),
        (r"y$", "i"),
        (r"(.)\1+", r"\1"),
    )
)


def sound(word: str) -> str:
    """The word's sound as a spelling of its own; another script's word stays as it is."""
    for pattern, heard in _RULES:
        word = pattern.sub(heard, word)
    return word


def sounds(words: tuple[str, ...]) -> tuple[str, ...]:
    """The sounds of the words that carry a name; of all, where none does."""
    telling = [word for word in words if word not in _PARTICLES] or list(words)
    return tuple(sound(word) for word in telling)
