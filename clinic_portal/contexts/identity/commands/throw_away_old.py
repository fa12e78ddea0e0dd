"""Throw away sessions and links that have been over for a while."""

from datetime import timedelta

from sqlalchemy import delete

from clinic_portal.contexts.identity.models import PasswordReset, UserSession
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.work import current_work

KEEP_SESSIONS = timedelta(days=90)
"""How long an old session still tells from which addresses a person signs in."""
KEEP_LINKS = timedelta(days=7)


def throw_away_old() -> None:
    session, moment = current_work(), now()
    session.execute(delete(UserSession).where(UserSession.seen_at < moment - KEEP_SESSIONS))
    session.execute(delete(PasswordReset).where(PasswordReset.expires_at < moment - KEEP_LINKS))
