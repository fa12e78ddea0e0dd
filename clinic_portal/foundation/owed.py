"""What Redis should have been told while it was out of reach: it is told before this process believes Redis again."""

from typing import Protocol

from flask import Flask, current_app
from redis.client import Pipeline

from clinic_portal.foundation.redis_client import client


class Debt(Protocol):
    """Of equal ones one is enough, and to be told twice does no harm."""

    def __hash__(self) -> int: ...

    def tell(self, pipe: Pipeline) -> None:
        """Put what is owed into the pipeline."""


def init_app(app: Flask) -> None:
    app.extensions["owed_news"] = set()


def owe(debt: Debt) -> None:
    _owed().add(debt)


def owes(app: Flask) -> bool:
    return bool(app.extensions["owed_news"])


def pay() -> None:
    """Raises one of `Gone` while Redis is still out of reach, and then owes what it owed."""
    for debt in tuple(_owed()):
        with client().pipeline(transaction=True) as pipe:
            debt.tell(pipe)
            pipe.execute()
        _owed().discard(debt)


def _owed() -> set[Debt]:
    owed: set[Debt] = current_app.extensions["owed_news"]
    return owed
