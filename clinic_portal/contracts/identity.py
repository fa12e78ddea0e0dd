"""The door of identity and access: who signs in, where they belong and what they may do."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Protocol

from flask_babel import lazy_gettext as _

from clinic_portal.foundation.events import Event
from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.values import Command, Value

VERSION = 1


class Role(StrEnum):
    """A job in one clinic."""

    RECEPTIONIST = "receptionist"
    DOCTOR = "doctor"
    ADMIN = "admin"


class Permission(StrEnum):
    """What a route asks for."""

    SEE_AGENDA = "agenda.see"
    BOOK = "agenda.book"
    SEE_PATIENTS = "patients.see"
    EDIT_PATIENTS = "patients.edit"
    SEE_CATALOGS = "catalogs.see"
    EDIT_CATALOGS = "catalogs.edit"
    SEE_CLINIC = "clinic.see"
    EDIT_CLINIC = "clinic.edit"
    MANAGE_STAFF = "staff.manage"
    OPERATE = "operate"


_DESK = {
    Permission.SEE_AGENDA,
    Permission.BOOK,
    Permission.SEE_PATIENTS,
    Permission.EDIT_PATIENTS,
    Permission.SEE_CATALOGS,
    Permission.SEE_CLINIC,
}
ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.RECEPTIONIST: frozenset(_DESK),
    Role.DOCTOR: frozenset(_DESK - {Permission.EDIT_PATIENTS}),
    Role.ADMIN: frozenset(_DESK | {Permission.EDIT_CATALOGS, Permission.EDIT_CLINIC, Permission.MANAGE_STAFF}),
}


class MembershipView(Value):
    """One clinic that a person works in."""

    clinic_id: int
    slug: str
    clinic_name: str
    role: Role

    def includes(self, permission: str) -> bool:
        return permission in ROLE_PERMISSIONS[self.role]


class SignedIn(Value):
    """A person with an open session; `session_id` is opaque and stands in the cookie."""

    session_id: str
    user_id: int
    name: str
    email: str
    language: str
    operator: bool
    memberships: tuple[MembershipView, ...]


class SessionView(Value):
    """A session as its owner sees it in the list; `handle` names it without being able to open it."""

    handle: str
    address: str
    agent: str
    opened_at: datetime
    seen_at: datetime
    current: bool


class SignIn(Command):
    """`address` is the network address, `agent` the browser's own name."""

    email: str
    password: str
    address: str
    agent: str


class CreateUser(Command):
    """A new person, who belongs nowhere yet; a person has one address, written in any case."""

    email: str
    name: str
    password: str
    language: str = "es"
    operator: bool = False


class JoinClinic(Command):
    """Give a person a role in the entered clinic."""

    user_id: int
    role: Role


class SignInRefused(Refusal):
    """Unknown e-mail or wrong password; never told apart."""

    status: ClassVar[int] = 422
    message = _("E-mail or password is wrong.")


class Throttled(Refusal):
    """Too many tries for this account or from this address."""

    status: ClassVar[int] = 429
    message = _("Too many tries. Wait a minute and try again.")


class WeakPassword(Refusal):
    message = _("Choose a password of at least 12 characters that is not a common one.")


class LinkExpired(Refusal):
    """A reset link that is old, used or not ours."""

    status: ClassVar[int] = 410
    message = _("This link has been used or is too old. Ask for a new one.")


class EmailTaken(Refusal):
    message = _("Someone with this e-mail is already registered.")


class PasswordResetRequested(Event):
    """Somebody asked for a link to set a new password; published for the house."""

    reset_id: str
    user_id: int
    email: str
    language: str


class PasswordChanged(Event):
    user_id: int


class IdentityContract(Protocol):
    """Who people are and where they belong."""

    def sign_in(self, command: SignIn) -> SignedIn:
        """Open a session; raises SignInRefused or Throttled."""

    def find_session(self, session_id: str, *, by_itself: bool = False) -> SignedIn | None:
        """The person behind a cookie; None once it has ended or was idle too long.

        What an open page asks `by_itself`, with nobody at it, does not count as use.
        """

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
        """Make a person a member of the entered clinic, or change their role."""
