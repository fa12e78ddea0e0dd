"""Under which words a patient is found, and the text that the other words of a search are looked for in."""

from dataclasses import dataclass
from enum import IntEnum
from itertools import product

from clinic_portal.contexts.patients.rules.sounds import sounds
from clinic_portal.contexts.patients.rules.words import document_key, name_words
from clinic_portal.foundation.phones import dialled_digits

SEARCH_LENGTH = 360
WORDS, SOUNDS = 8, 3
"""A name of more words is found by its first ones."""


class Place(IntEnum):
    """Where a word comes from; search prefers the lower ones."""

    FAMILY = 0
    GIVEN = 1
    NUMBER = 2
    SOUND = 3


@dataclass(frozen=True, order=True)
class Key:
    """A word in its place; `later` is not the first of the surnames or of the given names, and comes behind."""

    place: Place
    word: str
    later: bool = False


def number_words(phone: str, document: str) -> tuple[str, ...]:
    """The phone as dialled at home and from abroad, its last four digits, and the document."""
    words = (*dialled_digits(phone), phone[-4:], document_key(document))
    return tuple(word for word in dict.fromkeys(words) if word)


def search_text(given: str, family: str, phone: str, document: str) -> str:
    """All words, family first, each after a space: `LIKE '% gar%'` finds a word's beginning."""
    words = (*name_words(family)[:WORDS], *name_words(given)[:WORDS], *number_words(phone, document))
    return "".join(f" {word}" for word in words)[:SEARCH_LENGTH]


def search_keys(given: str, family: str, phone: str, document: str) -> tuple[Key, ...]:
    """Every word under which the patient is found, each once a place."""
    return (
        *_names(Place.FAMILY, name_words(family)[:WORDS]),
        *_names(Place.GIVEN, name_words(given)[:WORDS]),
        *(Key(Place.NUMBER, word) for word in number_words(phone, document)),
        *(Key(Place.SOUND, key) for key in sorted(sound_keys(given, family))),
    )


def _names(place: Place, words: tuple[str, ...]) -> tuple[Key, ...]:
    return tuple(Key(place, word, later=at > 0) for at, word in enumerate(dict.fromkeys(words)))


def sound_keys(given: str, family: str) -> frozenset[str]:
    """Each surname's sound with each given name's: the look-up for people of a like name, in any order of surnames."""
    pairs = product(sounds(name_words(family))[:SOUNDS], sounds(name_words(given))[:SOUNDS])
    return frozenset(f"{surname} {name}" for surname, name in pairs)
