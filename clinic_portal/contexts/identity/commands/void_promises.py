"""Withdraw what is promised no longer: an old letter must not bring anybody back, or give what nobody may give."""

from sqlalchemy import select, update

from clinic_portal.contexts.identity.models import Invitation, OwnRole
from clinic_portal.contexts.identity.offers import OPEN
from clinic_portal.contexts.identity.standing import included
from clinic_portal.contracts.identity import Permission, Permissions
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.work import current_work

NOTHING: Permissions = frozenset()


def void_promises_to(email: str) -> None:
    current_work().execute(update(Invitation).where(Invitation.email == email, *OPEN).values(withdrawn_at=now()))


def void_promises_of(user_id: int, holds: Permissions) -> None:
    """Those that a person has sent and, holding this from now on, might not send."""
    sent = select(Invitation, OwnRole.permissions).outerjoin(OwnRole, OwnRole.id == Invitation.role_id)
    found = current_work().execute(sent.where(Invitation.invited_by == user_id, *OPEN).with_for_update(of=Invitation))
    for invitation, own in found:
        if Permission.MANAGE_STAFF not in holds or not included(invitation.role, own) <= holds:
            invitation.withdrawn_at = now()
