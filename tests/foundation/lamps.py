"""Made-up facts about lamps and those who listen to them, to try the events' machinery without any context."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from clinic_portal.foundation.events import Event, Listener, publish
from clinic_portal.foundation.events.subscriptions import Subscriptions
from clinic_portal.foundation.events.tables import EventRow, OutboxRow
from clinic_portal.foundation.tenancy import inside
from clinic_portal.foundation.values import Creation, Value
from clinic_portal.foundation.work import work

NORTE, SUR = 1, 2


class LampLit(Event):
    lamp: str


class MakeLamp(Creation):
    lamp: str


class Lamp(Value):
    lamp: str


def subscribe(
    app: Flask, react: Callable[[LampLit], None], name: str = "lamps.on_lamp_lit", *, outside: bool = False
) -> None:
    known: Subscriptions = app.extensions["subscriptions"]
    known.listen(Listener(name, LampLit, react, outside=outside))


def light(clinic_id: int, lamp: str = "kitchen", after: timedelta = timedelta(0)) -> None:
    """One business transaction that lights a lamp."""
    with inside(clinic_id), work():
        publish(LampLit(lamp=lamp), after=after)


def outbox(clinic_id: int) -> list[OutboxRow]:
    with inside(clinic_id), work() as session:
        return list(session.scalars(select(OutboxRow).order_by(OutboxRow.id)))


def log(clinic_id: int) -> list[EventRow]:
    with inside(clinic_id), work() as session:
        return list(session.scalars(select(EventRow).order_by(EventRow.occurred_at)))
