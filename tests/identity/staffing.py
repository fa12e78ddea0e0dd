"""What an administrator does at the door of identity, step by step."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Flask
from sqlalchemy import select

from clinic_portal.contracts.identity import (
    ChangeMemberRole,
    CreateRole,
    EditRole,
    IdentityContract,
    InvitationView,
    InviteUser,
    MemberView,
    Permission,
    Permissions,
    Role,
    RoleView,
)
from clinic_portal.foundation.actor import acting_as
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.events.tables import EventRow
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.tenancy import inside
from clinic_portal.foundation.work import work
from tests.stand.cast import House

GUEST = "quirina@correo.example"


@dataclass(frozen=True)
class Office:
    """A clinic's office in the portal `app`, where somebody manages the staff."""

    app: Flask
    house: House

    @contextmanager
    def at(self, user_id: int | None = None) -> Iterator[IdentityContract]:
        """The door, inside the clinic; for the person who acts, or else for an operator."""
        with self.app.app_context(), inside(self.house.id), acting_as(user_id):
            yield find(IdentityContract)

    def who(self, email: str) -> MemberView:
        with self.at() as identity:
            (row,) = identity.staff(email).rows
            assert row.user_id
            return identity.member(row.user_id)

    def invite(self, email: str = GUEST, role: str = Role.DOCTOR, by: int | None = None) -> InvitationView:
        with self.at(by) as identity:
            return identity.invite(InviteUser(idempotency_key=new_id(), email=email, name="Quirina", role=role))

    def token(self) -> str:
        """The one in the newest letter."""
        with self.at() as identity:
            letter = identity.invitations_letter(str(self.facts("UserInvited")[-1]["link"]))
            assert letter
            return letter.token

    def give(self, user_id: int, role: str, by: int | None = None) -> MemberView:
        with self.at(by) as identity:
            version = identity.member(user_id).version
            return identity.change_member_role(ChangeMemberRole(user_id=user_id, role=role, version=version))

    def facts(self, name: str) -> list[dict[str, object]]:
        """What was published under that name in the clinic, in order."""
        with self.at(), work() as session:
            rows = session.scalars(select(EventRow.payload).where(EventRow.name == name).order_by(EventRow.occurred_at))
            return list(rows)


MANAGER: Permissions = frozenset({Permission.MANAGE_STAFF, Permission.SEE_AGENDA, Permission.SEE_CLINIC})


def create(office: Office, permissions: Permissions, by: int | None, name: str = "Nuevo") -> RoleView:
    with office.at(by) as identity:
        return identity.create_role(CreateRole(idempotency_key=new_id(), name=name, permissions=permissions))


def edit(office: Office, role: RoleView, permissions: Permissions, by: int | None = None) -> RoleView:
    command = EditRole(role_id=role.id, name=role.role.name, permissions=permissions, version=role.version)
    with office.at(by) as identity:
        return identity.edit_role(command)
