"""What operators do, by name: each door lists its own verbs, and the record takes no other word."""

from enum import StrEnum


class Verb(StrEnum):
    """A door's verbs derive from this; the value is `thing.verb` and stays the same for ever."""


def verbs() -> tuple[Verb, ...]:
    """The closed list: all that stands in any door's list."""
    return tuple(verb for door in Verb.__subclasses__() for verb in door)
