"""What identity promises."""

from typing import Protocol

from clinic_portal.contracts.identity.commands import (
    ChangeMemberRole,
    CreateRole,
    CreateUser,
    EditRole,
    InviteUser,
    JoinClinic,
    RegisterInvited,
    SignIn,
)
from clinic_portal.contracts.identity.values import (
    InvitationLetter,
    InvitationOffer,
    InvitationView,
    MemberName,
    MemberSessionView,
    MemberView,
    RoleView,
    SessionView,
    SignedIn,
    StaffPage,
    StaffStatus,
)


class IdentityContract(Protocol):
    """Who people are and where they belong."""

    def sign_in(self, command: SignIn) -> SignedIn:
        """Open a session; raises SignInRefused or Throttled."""

    def find_session(self, session_id: str, *, by_itself: bool = False) -> SignedIn | None:
        """The person behind a cookie; None once it has ended or was idle too long.

        What an open page asks `by_itself`, with nobody at it, does not count as use.
        """

    def note_visit(self, session_id: str) -> None:
        """A session was used in the entered clinic."""

    def end_session(self, session_id: str) -> None:
        """Sign out."""

    def sessions(self, user_id: int, session_id: str) -> tuple[SessionView, ...]:
        """A person's open sessions, newest first; `session_id` marks the current one."""

    def end_other_session(self, user_id: int, handle: str) -> None:
        """End one of a person's sessions by its handle; raises NotFound."""

    def request_password_reset(self, email: str, address: str) -> None:
        """Have a link sent if the e-mail is known; says nothing either way; raises Throttled."""

    def reset_token(self, reset_id: str) -> str:
        """The signed token for a requested reset's link."""

    def is_reset_open(self, token: str) -> bool:
        """Whether a link may still set a password."""

    def reset_password(self, token: str, password: str) -> None:
        """Set a new password and end all sessions; raises LinkExpired or WeakPassword."""

    def change_language(self, user_id: int, language: str) -> None:
        """The language a person reads."""

    def create_user(self, command: CreateUser) -> int:
        """Register a person and give their id; raises EmailTaken or WeakPassword."""

    def join_clinic(self, command: JoinClinic) -> None:
        """Make a person a member of the entered clinic, or change their role; an operator's, asks nobody's leave."""

    def staff(self, text: str = "", status: StaffStatus | None = None, page: int = 1) -> StaffPage:
        """Who works in the entered clinic or is invited, by name; `text` is found in names and e-mails."""

    def members(self) -> tuple[MemberName, ...]:
        """Everybody who works in the entered clinic or did, by name."""

    def member(self, user_id: int) -> MemberView:
        """One of the entered clinic's people; raises NotFound."""

    def change_member_role(self, command: ChangeMemberRole) -> MemberView:
        """Raises NotFound, Stale, UnknownRole, MoreThanOwn or NobodyLeft; holds at once, in open sessions too."""

    def deactivate_member(self, user_id: int) -> None:
        """End a member's access at once; raises NotFound, NotOneself, MoreThanOwn or NobodyLeft."""

    def reactivate_member(self, user_id: int) -> None:
        """Give the access back, in the role they had; raises NotFound or MoreThanOwn."""

    def member_sessions(self, user_id: int) -> tuple[MemberSessionView, ...]:
        """A member's open sessions that were used in the entered clinic, last used first; raises NotFound."""

    def end_member_session(self, user_id: int, handle: str) -> None:
        """End one of those; raises NotFound."""

    def end_member_sessions(self, user_id: int) -> None:
        """End all of those; raises NotFound."""

    def invite(self, command: InviteUser) -> InvitationView:
        """Send an invitation.

        Raises Throttled, WorksHere, WorkedHere, InvitedAlready, UnknownRole or MoreThanOwn.
        """

    def invitations_letter(self, link: str) -> InvitationLetter | None:
        """What to write for this sending of the entered clinic; None once it is void."""

    def resend_invitation(self, invitation_id: int) -> None:
        """Send it again, good for as long as a new one; earlier links are void.

        Raises NotFound, InvitationOver, Throttled, UnknownRole or MoreThanOwn.
        """

    def withdraw_invitation(self, invitation_id: int) -> None:
        """Its link is void; raises NotFound, InvitationOver or MoreThanOwn."""

    def inviting_clinic(self, token: str) -> str:
        """The slug of the clinic that a link invites to; raises InvitationOver for a token that is not ours."""

    def invitation(self, token: str) -> InvitationOffer:
        """What a link of the entered clinic offers; raises InvitationOver."""

    def accept_invitation(self, token: str, user_id: int) -> None:
        """A known person joins the entered clinic; raises InvitationOver or AnothersInvitation."""

    def register_invited(self, command: RegisterInvited) -> None:
        """A new person joins the entered clinic; raises InvitationOver, WeakPassword or EmailTaken."""

    def roles(self) -> tuple[RoleView, ...]:
        """The roles of the entered clinic: those built in, then its own by name, the retired ones last."""

    def role(self, role_id: int) -> RoleView:
        """One of the clinic's own roles; raises NotFound."""

    def create_role(self, command: CreateRole) -> RoleView:
        """Raises NothingAllowed, MoreThanOwn or RoleNameTaken."""

    def edit_role(self, command: EditRole) -> RoleView:
        """Raises NotFound, RoleGone, Stale, NothingAllowed, MoreThanOwn, RoleNameTaken or NobodyLeft.

        Holds at once, in open sessions too.
        """

    def retire_role(self, role_id: int) -> None:
        """Take a role off the list; raises NotFound, MoreThanOwn or RoleInUse."""
