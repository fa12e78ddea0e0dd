"""What identity tells: who somebody is, where they are signed in, who works in a clinic and in which role."""

from datetime import datetime
from enum import StrEnum

from clinic_portal.contracts.identity.roles import ROLE_PERMISSIONS, Permission, Permissions, Role
from clinic_portal.foundation.values import Value


class MembershipView(Value):
    """One clinic that a person works in; in a role of the clinic's own, `role` is None and `granted` its permissions.

    What a built-in role includes stands in the code and is not carried along.
    """

    clinic_id: int
    slug: str
    clinic_name: str
    role: Role | None
    own_role: str = ""
    granted: Permissions = frozenset()

    @property
    def permissions(self) -> Permissions:
        return ROLE_PERMISSIONS[self.role] if self.role else self.granted

    def includes(self, permission: str) -> bool:
        return permission in self.permissions


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


class MemberSessionView(Value):
    """An open session of a member as their clinic may see it: what it did here, and nothing of elsewhere."""

    handle: str
    agent: str
    first_seen_at: datetime
    seen_at: datetime


class RoleName(Value):
    """A role as commands and forms name it: `key` is a built-in role's word, or the id of one of the clinic's own.

    Built-in roles have no `name` of their own: pages say it in the reader's language.
    """

    key: str
    name: str = ""


class RoleView(Value):
    """A role that can be given in the entered clinic; `id` and `version` are 0 where nothing can be changed."""

    id: int
    role: RoleName
    permissions: Permissions
    version: int
    retired: bool
    holders: tuple[str, ...]
    """Names of the people who have it, and the e-mails to which it has been promised."""


class StaffStatus(StrEnum):
    """`expired` is an invitation that nobody has accepted in time."""

    ACTIVE = "active"
    INVITED = "invited"
    EXPIRED = "expired"
    DEACTIVATED = "deactivated"


class StaffRow(Value):
    """A line of the clinic's staff: a member by `user_id`, or an invitation by `invitation_id`.

    `seen_at` is when the member was last seen in this clinic; `until` is how long an invitation is good.
    """

    user_id: int | None
    invitation_id: int | None
    name: str
    email: str
    role: RoleName
    status: StaffStatus
    seen_at: datetime | None = None
    until: datetime | None = None


class StaffPage(Value):
    """One page of the staff by name; `counts` is of all pages by status, `page` counts from 1."""

    rows: tuple[StaffRow, ...]
    total: int
    page: int
    pages: int
    size: int
    counts: dict[StaffStatus, int]


class MemberView(Value):
    """A person as their clinic knows them."""

    user_id: int
    name: str
    email: str
    role: RoleName
    permissions: Permissions
    active: bool
    seen_at: datetime | None
    version: int

    def includes(self, permission: Permission) -> bool:
        return permission in self.permissions


class MemberName(Value):
    """A member in a list to choose from; `active` is whether they get in."""

    user_id: int
    name: str
    active: bool


class InvitationView(Value):
    """An open or expired invitation of the entered clinic."""

    id: int
    email: str


class InvitationLetter(Value):
    """What the letter says; `token` stands in its link and nowhere else."""

    clinic_name: str
    name: str
    email: str
    language: str
    invited_by: str
    token: str


class InvitationOffer(Value):
    """What whoever opens the link is offered; `known` tells whether this e-mail can sign in already."""

    clinic_name: str
    name: str
    email: str
    language: str
    invited_by: str
    known: bool
