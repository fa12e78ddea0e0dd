"""Open one recall for a change, and write down what was done about it."""

from datetime import date

from sqlalchemy import select

from clinic_portal.contexts.agenda.recalls import queries
from clinic_portal.contexts.agenda.recalls.models import Recall, RecallStep
from clinic_portal.contracts.agenda.recalls import RecallSettled, RecallState
from clinic_portal.foundation.actor import current_actor_id
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.refusals import NotFound, Stale
from clinic_portal.foundation.work import current_work

OPEN = (RecallState.DUE.value, RecallState.CONTACTED.value)


def opened(recall_id: int, version: int) -> Recall:
    """The row, locked; raises NotFound, or Stale with what stands now."""
    row: Recall | None = current_work().scalar(select(Recall).where(Recall.id == recall_id).with_for_update())
    if row is None:
        raise NotFound
    if row.version != version:
        raise Stale(queries.recall(recall_id))
    return row


def still_open(recall_id: int, version: int) -> Recall:
    """The same, for what can only be done while nothing is booked; raises RecallSettled besides."""
    row = opened(recall_id, version)
    if row.state not in OPEN:
        raise RecallSettled
    return row


def note(recall_id: int, what: str, detail: str = "", due: date | None = None) -> None:
    """Write a step into the history."""
    current_work().add(
        RecallStep(recall_id=recall_id, at=now(), user_id=current_actor_id(), what=what, detail=detail, due=due)
    )
