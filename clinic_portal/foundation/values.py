"""The plain values that cross doors: frozen, closed to unknown fields."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A value without identity; equal when its fields are."""

    model_config = ConfigDict(frozen=True, extra="forbid")


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
