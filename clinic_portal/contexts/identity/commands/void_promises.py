"""Withdraw what an e-mail was promised and has not accepted: an old letter must not bring anybody back."""

from sqlalchemy import update

from clinic_portal.contexts.identity.models import Invitation
from clinic_portal.contexts.identity.offers import OPEN
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.work import current_work


def void_promises(email: str) -> None:
    current_work().execute(update(Invitation).where(Invitation.email == email, *OPEN).values(withdrawn_at=now()))
