"""Throw away what the entered clinic kept of people who were invited and never came, or came long ago."""

from datetime import timedelta

from sqlalchemy import delete, or_

from clinic_portal.contexts.identity.models import Invitation
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.work import current_work

KEEP = timedelta(days=90)


def throw_away_invitations() -> None:
    """An invitation ninety days after it was accepted, withdrawn or too old; that it was is in the log of events."""
    long_ago = now() - KEEP
    ends = (Invitation.accepted_at, Invitation.withdrawn_at, Invitation.expires_at)
    current_work().execute(delete(Invitation).where(or_(*(end < long_ago for end in ends))))
