"""Somebody who works in a clinic, with an open session, a role of the clinic's own and an open invitation."""

from dataclasses import dataclass

from clinic_portal.contracts.identity import (
    CreateRole,
    CreateUser,
    IdentityContract,
    InviteUser,
    JoinClinic,
    Permission,
    Permissions,
    Role,
    RoleView,
    SignIn,
    StaffStatus,
)
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from tests.stand.cast import PASSWORD, House

ROLE_NAME = "Contable"
SOME: Permissions = frozenset({Permission.SEE_AGENDA, Permission.SEE_CATALOGS})


@dataclass(frozen=True)
class StaffThings:
    """What addresses about the staff may name."""

    member: int
    session: str
    role: int
    invitation: int


def staff_things(house: House) -> StaffThings:
    """The clinic's, made where there are none; inside the clinic and an app's context."""
    member = _member(f"contable@{house.slug}.example")
    return StaffThings(member, _session(member), own_role().id, _invitation())


def own_role(name: str = ROLE_NAME, permissions: Permissions = SOME) -> RoleView:
    """A role of the entered clinic's own, made by its operator."""
    identity = find(IdentityContract)
    found = [role for role in identity.roles() if role.role.name == name and not role.retired]
    if found:
        return found[0]
    return identity.create_role(CreateRole(idempotency_key=new_id(), name=name, permissions=permissions))


def hire(email: str, name: str = "Carla Contable", role: Role = Role.RECEPTIONIST) -> int:
    """A new member of the entered clinic."""
    identity = find(IdentityContract)
    user_id = identity.create_user(CreateUser(email=email, name=name, password=PASSWORD))
    identity.join_clinic(JoinClinic(user_id=user_id, role=role))
    return user_id


def _member(email: str) -> int:
    found = [row.user_id for row in find(IdentityContract).staff(email).rows if row.user_id]
    return found[0] if found else hire(email)


def _session(member: int) -> str:
    identity = find(IdentityContract)
    if not identity.member_sessions(member):
        email = identity.member(member).email
        command = SignIn(email=email, password=PASSWORD, address="192.0.2.7", agent="Firefox/140.0 Linux")
        identity.note_visit(identity.sign_in(command).session_id)
    return identity.member_sessions(member)[0].handle


def _invitation() -> int:
    identity = find(IdentityContract)
    open_ones = [row.invitation_id for row in identity.staff(status=StaffStatus.INVITED).rows if row.invitation_id]
    if open_ones:
        return open_ones[0]
    key = new_id()
    command = InviteUser(idempotency_key=key, email=f"{key}@invited.example", name="Inés", role=Role.DOCTOR)
    return identity.invite(command).id
