"""Withdraw an invitation."""

from clinic_portal.contexts.identity.commands.held_invitation import held_invitation
from clinic_portal.contracts.identity import InvitationWithdrawn
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.events import publish


def withdraw_invitation(invitation_id: int) -> None:
    """Raises NotFound or InvitationOver."""
    held_invitation(invitation_id).withdrawn_at = now()
    publish(InvitationWithdrawn(invitation_id=invitation_id))
