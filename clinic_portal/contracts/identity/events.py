"""What happened to people, their invitations and their roles."""

from clinic_portal.contracts.identity.roles import Permissions
from clinic_portal.foundation.events import Event


class PasswordResetRequested(Event):
    """Somebody asked for a link to set a new password; published for the house."""

    reset_id: str
    user_id: int
    email: str
    language: str


class PasswordChanged(Event):
    user_id: int


class UserInvited(Event):
    """A letter is to leave; `link` names this sending, and voids the one before."""

    invitation_id: int
    link: str


class InvitationWithdrawn(Event):
    invitation_id: int


class InvitationAccepted(Event):
    invitation_id: int
    user_id: int


class MemberRoleChanged(Event):
    user_id: int
    role: str


class MemberDeactivated(Event):
    user_id: int


class MemberReactivated(Event):
    user_id: int


class MemberSessionsEnded(Event):
    """Somebody who manages the staff ended sessions of a member."""

    user_id: int
    sessions: int


class RoleCreated(Event):
    role_id: int
    name: str
    permissions: Permissions


class RoleChanged(Event):
    role_id: int
    name: str
    permissions: Permissions


class RoleRetired(Event):
    role_id: int
