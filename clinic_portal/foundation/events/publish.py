"""Write a fact in the open work: projections at once, one outbox row for every listener."""

from datetime import timedelta

from clinic_portal.foundation.actor import current_actor_id
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.database.hot import HotWrite
from clinic_portal.foundation.events.event import Event
from clinic_portal.foundation.events.subscriptions import subscriptions
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.telemetry.metrics import count_event
from clinic_portal.foundation.telemetry.traces import current_traceparent
from clinic_portal.foundation.work import after_commit, current_work

_WRITE = HotWrite(
    """
    WITH fact AS (
        INSERT INTO events.event (clinic_id, occurred_at, id, name, version, payload, actor_id)
        VALUES (%(clinic_id)s, %(occurred_at)s, %(id)s, %(name)s, %(version)s, %(payload)s::jsonb, %(actor_id)s)
        RETURNING *
    )
    INSERT INTO events.outbox (clinic_id, event_id, name, version, payload, listener, queue, actor_id, traceparent,
                               occurred_at, next_at)
    SELECT clinic_id, id, name, version, payload, listener, queue, actor_id, %(traceparent)s, occurred_at, %(next_at)s
    FROM fact CROSS JOIN unnest(%(listeners)s::text[], %(queues)s::text[]) AS listening (listener, queue)""",
    reviewed="one statement for a fact and all who listen; both tables' rows are the session's own clinic's",
)


def publish(event: Event, after: timedelta = timedelta(0)) -> None:
    """Record `event` for the entered clinic; listeners get it `after` a while, at the earliest after the commit."""
    known, moment = subscriptions(), now()
    session = current_work()
    for react in known.projections.get(event.kind(), ()):
        react(event)
    listening = known.by_event.get(event.kind(), ())
    _WRITE.soon(
        session,
        id=new_id(),
        name=event.kind(),
        version=event.version,
        payload=event.model_dump_json(),
        actor_id=current_actor_id(),
        occurred_at=moment,
        next_at=moment + after,
        traceparent=current_traceparent(),
        listeners=[listener.name for listener in listening],
        queues=[listener.queue for listener in listening],
    )
    after_commit(lambda: count_event(event.kind()))
