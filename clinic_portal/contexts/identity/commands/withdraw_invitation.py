"""Withdraw an invitation."""

from clinic_portal.contexts.identity import standing
from clinic_portal.contexts.identity.commands.held_invitation import held_invitation
from clinic_portal.contracts.identity import InvitationWithdrawn
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.events import publish


def withdraw_invitation(invitation_id: int) -> None:
    """Raises NotFound, InvitationOver or MoreThanOwn."""
    row = held_invitation(invitation_id)
    standing.refuse_more_than_own(standing.choose(row.role or str(row.role_id)).permissions)
    row.withdrawn_at = now()
    publish(InvitationWithdrawn(invitation_id=invitation_id))
