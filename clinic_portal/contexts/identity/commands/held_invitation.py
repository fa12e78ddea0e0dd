"""An invitation's row, to be changed, kept from other writers until the end of the work."""

from sqlalchemy import ColumnElement, select

from clinic_portal.contexts.identity import standing
from clinic_portal.contexts.identity.models import Invitation
from clinic_portal.contracts.identity import InvitationOver
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work


def held_invitation(invitation_id: int) -> Invitation:
    """One that nobody has accepted or withdrawn; raises NotFound or InvitationOver."""
    standing.hold_own()
    row = _held(Invitation.id == invitation_id)
    if row is None:
        raise NotFound
    if row.accepted_at or row.withdrawn_at:
        raise InvitationOver
    return row


def held_offer(link: str) -> Invitation:
    """One that may still be accepted; raises InvitationOver."""
    row = _held(Invitation.link == link)
    if row is None or row.accepted_at or row.withdrawn_at or row.expires_at <= now():
        raise InvitationOver
    return row


def _held(which: ColumnElement[bool]) -> Invitation | None:
    return current_work().scalar(select(Invitation).where(which).with_for_update(key_share=True))
