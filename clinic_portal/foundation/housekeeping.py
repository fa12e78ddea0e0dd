"""What the house throws away: finished outbox entries and stored answers that nobody will ask for again."""

from datetime import timedelta

from sqlalchemy import delete

from clinic_portal.foundation.clock import now
from clinic_portal.foundation.events.tables import OutboxRow
from clinic_portal.foundation.once import StoredAnswer
from clinic_portal.foundation.work import work

KEEP_DONE = timedelta(days=7)
KEEP_ANSWERS = timedelta(days=2)


def tidy() -> None:
    """Delete the entered clinic's outbox entries done a week ago and its stored answers of two days ago."""
    with work() as session:
        session.execute(delete(OutboxRow).where(OutboxRow.done_at < now() - KEEP_DONE))
        session.execute(delete(StoredAnswer).where(StoredAnswer.created_at < now() - KEEP_ANSWERS))
