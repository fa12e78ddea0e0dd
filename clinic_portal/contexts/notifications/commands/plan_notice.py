"""An appointment changed: let its patient hear of it in a while, unless it changes back."""

from datetime import timedelta

from sqlalchemy import func
from sqlalchemy.dialects.postgresql import insert

from clinic_portal.contexts.notifications.events import NoticePlanned
from clinic_portal.contexts.notifications.models import NoticeRow
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.work import current_work


def plan_notice(appointment_id: int, debounce: timedelta) -> None:
    """Put the next word about the appointment off until `debounce` from now."""
    session, due_at = current_work(), now() + debounce
    session.execute(
        insert(NoticeRow)
        .values(clinic_id=session.clinic_id, appointment_id=appointment_id, due_at=due_at, tellings=0)
        .on_conflict_do_update(
            index_elements=[NoticeRow.clinic_id, NoticeRow.appointment_id],
            set_={"due_at": func.greatest(NoticeRow.due_at, due_at)},
        )
    )
    publish(NoticePlanned(appointment_id=appointment_id, due_at=due_at), after=debounce)
