"""An appointment changed: let its patient hear of it in a while, unless it changes back."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from clinic_portal.contexts.notifications.events import NoticePlanned, TogetherPlanned
from clinic_portal.contexts.notifications.ledger_version import renew_after_commit
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.database.hot import HotWrite
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.work import current_work

_PUT_OFF = HotWrite(
    """INSERT INTO notifications.appointment_notice AS known (clinic_id, appointment_id, due_at, tellings)
       SELECT %(clinic_id)s, one, %(due_at)s, 0 FROM unnest(%(appointment_ids)s::bigint[]) AS one
       ON CONFLICT (clinic_id, appointment_id) DO UPDATE SET due_at = greatest(known.due_at, excluded.due_at)""",
    reviewed="writes the session's own clinic's rows",
)


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
    _PUT_OFF.soon(current_work(), appointment_ids=list(appointment_ids), due_at=due_at)
    renew_after_commit()
