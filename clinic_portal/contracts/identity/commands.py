"""What one can ask of identity."""

from typing import Literal

from clinic_portal.contracts.identity.roles import Permissions, Role
from clinic_portal.foundation.values import Command, Creation


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
    """Give a person a role in the entered clinic, as an operator."""

    user_id: int
    role: Role


class InviteUser(Creation):
    """Invite somebody to work in the entered clinic; `role` is a role's key, `language` that of the letter."""

    email: str
    name: str
    role: str
    language: Literal["es", "en"] = "es"


class RegisterInvited(Command):
    """A new person accepts an invitation and chooses how to sign in."""

    token: str
    name: str
    password: str
    language: str


class ChangeMemberRole(Command):
    """Give a member another role; `version` is the one that was read."""

    user_id: int
    role: str
    version: int


class CreateRole(Creation):
    """A role of the clinic's own."""

    name: str
    permissions: Permissions


class EditRole(Command):
    """Change one of the clinic's own roles; `version` is the one that was read."""

    role_id: int
    name: str
    permissions: Permissions
    version: int
