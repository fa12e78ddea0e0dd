"""What a fact looks like: a frozen value with a version."""

from typing import ClassVar

from clinic_portal.foundation.values import Value


class Event(Value):
    """A fact; the class's name is the event's name, `version` rises with every breaking change of its fields."""

    version: ClassVar[int] = 1

    @classmethod
    def kind(cls) -> str:
        return cls.__name__
