"""The plain values that cross doors: frozen, closed to unknown fields."""

from typing import Any, Self

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A value without identity; equal when its fields are."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def trusted(cls, **fields: Any) -> Self:
        """A value of what was checked when it was written, such as a row: nothing is looked at, and no field may lack.

        Equal to a checked one, at a third of the price of `model_construct`, which asks each field for its default.
        """
        if len(fields) != len(cls.__pydantic_fields__):
            raise TypeError(f"{cls.__name__} is made of {', '.join(cls.__pydantic_fields__)}")
        made = cls.__new__(cls)
        object.__setattr__(made, "__dict__", fields)
        object.__setattr__(made, "__pydantic_fields_set__", set(fields))
        object.__setattr__(made, "__pydantic_extra__", None)
        object.__setattr__(made, "__pydantic_private__", None)
        return made


class Page(Value):
    """A part of a longer list: `page` counts from 1, `size` is the most that one holds."""

    total: int
    page: int
    size: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))


class Command(Value):
    """What somebody wants done; the imperative mood."""


class Creation(Command):
    """A command that creates something and may be sent twice: the key makes the second a replay of the first."""

    idempotency_key: str
