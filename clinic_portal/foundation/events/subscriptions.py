"""Who listens to what: filled once by wiring, read by publishers and workers."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from flask import Flask, current_app

from clinic_portal.foundation.events.event import Event

Queue = Literal["events", "long", "sms", "email", "pdf", "alerts"]
QUEUES: tuple[Queue, ...] = ("events", "long", "sms", "email", "pdf", "alerts")


@dataclass(frozen=True)
class Listener:
    """One reaction to one kind of fact.

    `outside` marks a reaction that calls something outside of the house: no transaction is open while it runs, so it
    keeps a ledger of its own and may run twice. It never stands in `events`, whose entries travel together;
    what may take seconds stands in `long`.
    """

    name: str
    event: type[Event]
    react: Callable[[Any], None]
    queue: Queue = "events"
    outside: bool = False


@dataclass
class Subscriptions:
    """The listeners by event, the projections by event, and every listener by its name."""

    by_event: dict[str, list[Listener]] = field(default_factory=dict)
    projections: dict[str, list[Callable[[Any], None]]] = field(default_factory=dict)
    by_name: dict[str, Listener] = field(default_factory=dict)

    def listen(self, listener: Listener) -> None:
        """React later, in a worker, at least once."""
        if listener.name in self.by_name:
            raise ValueError(f"two listeners are named {listener.name}")
        self.by_name[listener.name] = listener
        self.by_event.setdefault(listener.event.kind(), []).append(listener)

    def project(self, event: type[Event], react: Callable[[Any], None]) -> None:
        """React at once, in the publisher's transaction; only for a context's own copy of another's facts."""
        self.projections.setdefault(event.kind(), []).append(react)


def init_app(app: Flask) -> None:
    app.extensions["subscriptions"] = Subscriptions()


def subscriptions() -> Subscriptions:
    """This process's subscriptions."""
    found: Subscriptions = current_app.extensions["subscriptions"]
    return found
