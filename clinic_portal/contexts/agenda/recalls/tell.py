"""Patients are told that they are due: many at once, and what became of each message."""

from collections.abc import Sequence

from sqlalchemy import select

from clinic_portal.contexts.agenda.recalls.models import Recall
from clinic_portal.contexts.agenda.recalls.opened import OPEN, note
from clinic_portal.contracts.agenda import Message
from clinic_portal.contracts.agenda.recalls import Contact, RecallState, RecallTold
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work


def tell_recalls(ids: Sequence[int]) -> int:
    """How many are open and will hear of it; raises NotFound when none of them is there."""
    found = current_work().scalars(select(Recall).where(Recall.id.in_(ids)).order_by(Recall.id).with_for_update())
    rows = list(found)
    if not rows:
        raise NotFound
    open_ones = [row for row in rows if row.state in OPEN]
    for row in open_ones:
        row.state, row.contacted_at, row.contacted_by = RecallState.CONTACTED.value, now(), Contact.MESSAGE.value
        row.message, row.tellings = Message.NONE.value, row.tellings + 1
        note(row.id, "written")
        publish(RecallTold(recall_id=row.id, telling=row.tellings))
    return len(open_ones)


def note_message(recall_id: int, message: Message) -> None:
    """What became of the last message, for the list; a step of nobody's."""
    row: Recall | None = current_work().scalar(select(Recall).where(Recall.id == recall_id).with_for_update())
    if row and row.message != message:
        row.message = message.value
        note(recall_id, f"message_{message.value}")
