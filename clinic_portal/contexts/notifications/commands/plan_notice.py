"""An appointment changed: let its patient hear of it in a while, unless it changes back."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func
from sqlalchemy.dialects.postgresql import insert

from clinic_portal.contexts.notifications.events import NoticePlanned, TogetherPlanned
from clinic_portal.contexts.notifications.ledger_version import renew_after_commit
from clinic_portal.contexts.notifications.models import NoticeRow
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.work import current_work


def plan_notice(appointment_id: int, debounce: timedelta) -> None:
    """Put the next word about the appointment off until `debounce` from now."""
    due_at = now() + debounce
    _put_off([appointment_id], due_at)
    publish(NoticePlanned(appointment_id=appointment_id, due_at=due_at), after=debounce)


def plan_together(appointment_ids: Sequence[int], debounce: timedelta) -> None:
    """The same for several that one word is about; none is planned for none."""
    if not appointment_ids:
        return
    ids, due_at = tuple(sorted(appointment_ids)), now() + debounce
    _put_off(ids, due_at)
    publish(TogetherPlanned(appointment_ids=ids, due_at=due_at), after=debounce)


def _put_off(appointment_ids: Sequence[int], due_at: datetime) -> None:
    session = current_work()
    session.execute(
        insert(NoticeRow)
        .values(
            [
                {"clinic_id": session.clinic_id, "appointment_id": one, "due_at": due_at, "tellings": 0}
                for one in appointment_ids
            ]
        )
        .on_conflict_do_update(
            index_elements=[NoticeRow.clinic_id, NoticeRow.appointment_id],
            set_={"due_at": func.greatest(NoticeRow.due_at, due_at)},
        )
    )
    renew_after_commit()
