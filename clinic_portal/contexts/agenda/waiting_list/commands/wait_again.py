"""A booking that was made from the list is taken back: whoever was booked waits as before."""

from clinic_portal.contexts.agenda import stamps
from clinic_portal.foundation.clock import now, today
from clinic_portal.foundation.database.hot import HotWrite
from clinic_portal.foundation.work import current_work

_WAIT_AGAIN = HotWrite(
    """UPDATE agenda.waitlist_entry
       SET state = 'waiting', appointment_id = NULL, version = version + 1, changed_at = %(changed_at)s
       WHERE clinic_id = %(clinic_id)s AND appointment_id = %(appointment_id)s RETURNING id""",
    reviewed="changes the session's own clinic's entry",
)


def wait_again(appointment_id: int, time_zone: str) -> None:
    """Changes nothing for a booking that did not come from the list."""
    if _WAIT_AGAIN.rows(current_work(), appointment_id=appointment_id, changed_at=now()):
        stamps.touch_after_commit(today(time_zone), of=stamps.WAITLIST)
