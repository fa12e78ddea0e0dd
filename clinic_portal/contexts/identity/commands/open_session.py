"""Open a session for a person who has just proved who they are."""

import secrets

from clinic_portal.contexts.identity.models import UserSession
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.digests import digest_of
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.work import current_work


def open_session(user_id: int, address: str, agent: str) -> str:
    """A new session's id: the only time that it is told."""
    session_id, moment = secrets.token_urlsafe(32), now()
    current_work().add(
        UserSession(
            id=new_id(),
            digest=digest_of(session_id),
            user_id=user_id,
            address=address,
            agent=agent[:300],
            opened_at=moment,
            seen_at=moment,
        )
    )
    return session_id
