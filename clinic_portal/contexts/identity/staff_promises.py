"""Keeps the promises about a clinic's staff: who works there, in which role, and who is invited."""

from datetime import timedelta

from clinic_portal.contexts.identity import links, offers, role_list, roster, rules
from clinic_portal.contexts.identity.commands.accept_invitation import accept_invitation, register_invited
from clinic_portal.contexts.identity.commands.change_member_role import change_member_role
from clinic_portal.contexts.identity.commands.create_role import create_role
from clinic_portal.contexts.identity.commands.deactivate_member import deactivate_member
from clinic_portal.contexts.identity.commands.edit_role import edit_role
from clinic_portal.contexts.identity.commands.end_member_sessions import end_member_session, end_member_sessions
from clinic_portal.contexts.identity.commands.held_invitation import held_invitation
from clinic_portal.contexts.identity.commands.invite_user import invite_user
from clinic_portal.contexts.identity.commands.reactivate_member import reactivate_member
from clinic_portal.contexts.identity.commands.resend_invitation import resend_invitation
from clinic_portal.contexts.identity.commands.retire_role import retire_role
from clinic_portal.contexts.identity.commands.throw_away_invitations import throw_away_invitations
from clinic_portal.contexts.identity.commands.withdraw_invitation import withdraw_invitation
from clinic_portal.contracts.identity import (
    ChangeMemberRole,
    CreateRole,
    EditRole,
    InvitationLetter,
    InvitationOffer,
    InvitationOver,
    InvitationView,
    InviteUser,
    MemberName,
    MemberSessionView,
    MemberView,
    RegisterInvited,
    RoleView,
    StaffPage,
    StaffStatus,
)
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.tenancy import current_clinic_id
from clinic_portal.foundation.throttle import Throttle
from clinic_portal.foundation.work import work


class StaffPromises:
    """Everything here happens inside of the clinic that was entered."""

    _demo: bool
    _idle: timedelta
    _throttle: Throttle

    def staff(self, text: str = "", status: StaffStatus | None = None, page: int = 1) -> StaffPage:
        with work():
            return roster.staff(text, status, page, now())

    def members(self) -> tuple[MemberName, ...]:
        with work():
            return roster.members()

    def member(self, user_id: int) -> MemberView:
        with work():
            return roster.member(user_id)

    def change_member_role(self, command: ChangeMemberRole) -> MemberView:
        with work():
            return change_member_role(command)

    def deactivate_member(self, user_id: int) -> None:
        with work():
            deactivate_member(user_id)

    def reactivate_member(self, user_id: int) -> None:
        with work():
            reactivate_member(user_id)

    def member_sessions(self, user_id: int) -> tuple[MemberSessionView, ...]:
        with work():
            roster.member(user_id)
            return roster.sessions(user_id, now() - self._idle)

    def end_member_session(self, user_id: int, handle: str) -> None:
        with work():
            end_member_session(user_id, handle)

    def end_member_sessions(self, user_id: int) -> None:
        with work():
            end_member_sessions(user_id)

    def invite(self, command: InviteUser) -> InvitationView:
        self._spend_letter(rules.normal_email(command.email))
        with work():
            return invite_user(command)

    def invitations_letter(self, link: str) -> InvitationLetter | None:
        with work():
            return offers.letter(link)

    def resend_invitation(self, invitation_id: int) -> None:
        with work():
            invitation = held_invitation(invitation_id)
            self._spend_letter(invitation.email)
            resend_invitation(invitation)

    def withdraw_invitation(self, invitation_id: int) -> None:
        with work():
            withdraw_invitation(invitation_id)

    def inviting_clinic(self, token: str) -> str:
        found = links.read_invitation(token)
        if found is None:
            raise InvitationOver
        return found[0]

    def invitation(self, token: str) -> InvitationOffer:
        with work():
            return offers.offer(offers.link_in(token))

    def accept_invitation(self, token: str, user_id: int) -> None:
        with work():
            accept_invitation(token, user_id)

    def register_invited(self, command: RegisterInvited) -> None:
        register_invited(command, demo=self._demo)

    def roles(self) -> tuple[RoleView, ...]:
        with work():
            return role_list.roles()

    def role(self, role_id: int) -> RoleView:
        with work():
            return role_list.role(role_id)

    def create_role(self, command: CreateRole) -> RoleView:
        with work():
            return create_role(command)

    def edit_role(self, command: EditRole) -> RoleView:
        with work():
            return edit_role(command)

    def retire_role(self, role_id: int) -> None:
        with work():
            retire_role(role_id)

    def throw_away_invitations(self) -> None:
        """Once an hour, for wiring: what the entered clinic need not keep of people who never came."""
        with work():
            throw_away_invitations()

    def _spend_letter(self, email: str) -> None:
        clinic = str(current_clinic_id())
        self._throttle.spend(rules.LETTERS, f"{clinic} {email}")
        self._throttle.spend(rules.INVITATIONS, clinic)
