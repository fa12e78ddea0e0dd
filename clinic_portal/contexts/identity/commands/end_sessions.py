"""End sessions at once, in the database and for whoever has them cached."""

from sqlalchemy import update

from clinic_portal.contexts.identity import session_cache
from clinic_portal.contexts.identity.models import UserSession
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.work import after_commit, current_work


def end_sessions(*digests: str) -> None:
    """Whatever is over already stays as it ended."""
    current_work().execute(
        update(UserSession)
        .where(UserSession.digest.in_(digests), UserSession.ended_at.is_(None))
        .values(ended_at=now())
    )
    after_commit(lambda: session_cache.mark_ended(*digests))
