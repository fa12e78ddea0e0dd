"""The worker's side of the outbox: react to entries, each by itself, and write that they are done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from rq.timeouts import BaseTimeoutException
from sqlalchemy import BigInteger, bindparam, func, select, update
from sqlalchemy.dialects.postgresql import ARRAY

from clinic_portal.foundation.actor import acting_as
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.database.hot import HotRead, HotWrite
from clinic_portal.foundation.events.event import Event
from clinic_portal.foundation.events.subscriptions import Listener, subscriptions
from clinic_portal.foundation.events.tables import OutboxRow
from clinic_portal.foundation.telemetry.failures import told
from clinic_portal.foundation.telemetry.metrics import OUTBOX_OUTCOMES
from clinic_portal.foundation.telemetry.traces import span
from clinic_portal.foundation.tenancy import inside
from clinic_portal.foundation.work import work

log = structlog.get_logger()


_OPEN = (
    OutboxRow.clinic_id == bindparam("clinic_id"),
    OutboxRow.id == func.any(bindparam("outbox_ids", type_=ARRAY(BigInteger))),
    OutboxRow.done_at.is_(None),
    OutboxRow.dead_at.is_(None),
)
_OWN = {REVIEWED: "names its clinic itself, so that it is compiled once"}
_READ = HotRead(
    select(
        OutboxRow.id,
        OutboxRow.name,
        OutboxRow.payload,
        OutboxRow.listener,
        OutboxRow.actor_id,
        OutboxRow.traceparent,
        OutboxRow.attempts,
    )
    .where(*_OPEN)
    .execution_options(**_OWN)
)
"""One that was ended between this and its turn is seen under the lock, or by the ledger of who calls the outside."""
_LOCK = HotRead(select(OutboxRow.id).where(*_OPEN).with_for_update().execution_options(**_OWN))
_DONE = HotWrite(
    """UPDATE events.outbox SET done_at = %(done_at)s, last_error = NULL
       WHERE clinic_id = %(clinic_id)s AND id = %(outbox_id)s""",
    reviewed="writes the session's own clinic's row",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What one listener still has to do about one fact."""

    id: int
    name: str
    payload: dict[str, Any]
    listener: str
    actor_id: int | None
    traceparent: str | None
    attempts: int


class NoListener(LookupError):
    """The entry names a listener that this version of the portal does not have."""

    def __init__(self, listener: str) -> None:
        super().__init__(listener)
        self.public = listener


def consume(clinic_id: int, *outbox_ids: int) -> None:
    """React to entries in turn, once as far as the database goes; a failure is written down and tried again later.

    Raises the first error that could not be written down, when all had their turn. The end of the job's time is written
    down and raised at once: its alarm rings once, and nothing may follow without a limit.
    """
    with inside(clinic_id):
        rows = _waiting(outbox_ids)
    errors = [error for row in rows if (error := _tried(clinic_id, row))]
    if errors:
        raise errors[0]


def _tried(clinic_id: int, row: Entry) -> Exception | None:
    try:
        with (
            inside(clinic_id),
            acting_as(row.actor_id),
            span(f"consume {row.name}", row.traceparent, listener=row.listener),
        ):
            _react(row)
    except BaseTimeoutException:
        raise
    except Exception as error:  # noqa: BLE001  # raised again when the others had their turn
        log.warning("entry_left", clinic_id=clinic_id, outbox_id=row.id, error=type(error).__name__)
        return error
    return None


def _react(row: Entry) -> None:
    try:
        listener = _listener(row.listener)
        (_react_outside if listener.outside else _react_within)(listener, row)
    except Exception as error:  # any failure is written down; the relay hands the entry out again
        _write_failure(row, error)
        if isinstance(error, BaseTimeoutException):
            raise
        return
    OUTBOX_OUTCOMES.labels(row.listener, "done").inc()


def _react_within(listener: Listener, row: Entry) -> None:
    """The lock is waited for: the relay enqueues before it commits, so a quick worker meets the relay's own.

    The disk is not waited for: what a crash took away, reaction and mark together, is handed out again.
    """
    with work() as session:
        session.soon("SET LOCAL synchronous_commit = off", {})
        if _LOCK.rows(session, outbox_ids=[row.id]):
            listener.react(_event(listener, row))
            _write_done(row.id)


def _react_outside(listener: Listener, row: Entry) -> None:
    listener.react(_event(listener, row))
    with work():
        _write_done(row.id)


def _waiting(outbox_ids: Sequence[int]) -> list[Entry]:
    with work() as session:
        asked = _READ.soon(session, outbox_ids=list(outbox_ids))
    return sorted((Entry(*row) for row in asked.rows()), key=lambda entry: outbox_ids.index(entry.id))


def _listener(name: str) -> Listener:
    try:
        return subscriptions().by_name[name]
    except KeyError:
        raise NoListener(name) from None


def _event(listener: Listener, row: Entry) -> Event:
    return listener.event.model_validate(row.payload)


def _write_done(outbox_id: int) -> None:
    with work() as session:
        _DONE.soon(session, outbox_id=outbox_id, done_at=now())


def _write_failure(row: Entry, error: Exception) -> None:
    OUTBOX_OUTCOMES.labels(row.listener, "failed").inc()
    log.warning("listener_failed", listener=row.listener, outbox_id=row.id, error=type(error).__name__)
    with work() as session:
        session.execute(
            update(OutboxRow)
            .where(OutboxRow.id == row.id, OutboxRow.done_at.is_(None))
            .values(last_error=told(error), next_at=now() + _pause(row, error))
        )


def _pause(row: Entry, error: Exception) -> timedelta:
    """Twice as long after every try; or as long as the failure itself says, by `retry_after`."""
    wished: timedelta | None = getattr(error, "retry_after", None)
    return wished if wished is not None else timedelta(seconds=min(2**row.attempts, 600))
