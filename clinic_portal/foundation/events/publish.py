"""Write a fact in the open work: projections at once, one outbox row for every listener."""

from datetime import datetime, timedelta
from typing import Any

from clinic_portal.foundation.actor import current_actor_id
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.events.event import Event
from clinic_portal.foundation.events.subscriptions import Listener, subscriptions
from clinic_portal.foundation.events.tables import EventRow, OutboxRow
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.telemetry.metrics import count_event
from clinic_portal.foundation.telemetry.traces import current_traceparent
from clinic_portal.foundation.work import after_commit, current_work


def publish(event: Event, after: timedelta = timedelta(0)) -> None:
    """Record `event` for the entered clinic; listeners get it `after` a while, at the earliest after the commit."""
    session, known, moment = current_work(), subscriptions(), now()
    for react in known.projections.get(event.kind(), ()):
        react(event)
    facts = _facts(event, moment)
    session.add(EventRow(**facts, id=(event_id := new_id())))
    session.add_all(
        OutboxRow(**facts, **_hand_over(listener, event_id, moment + after))
        for listener in known.by_event.get(event.kind(), ())
    )
    after_commit(lambda: count_event(event.kind()))


def _facts(event: Event, moment: datetime) -> dict[str, Any]:
    return {
        "name": event.kind(),
        "version": event.version,
        "payload": event.model_dump(mode="json"),
        "actor_id": current_actor_id(),
        "occurred_at": moment,
    }


def _hand_over(listener: Listener, event_id: str, next_at: datetime) -> dict[str, Any]:
    return {
        "event_id": event_id,
        "listener": listener.name,
        "queue": listener.queue,
        "next_at": next_at,
        "traceparent": current_traceparent(),
    }
