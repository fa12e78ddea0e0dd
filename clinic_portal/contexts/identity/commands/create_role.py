"""Make a role of the clinic's own."""

from sqlalchemy import select

from clinic_portal.contexts.identity import rules, standing
from clinic_portal.contexts.identity.models import OwnRole
from clinic_portal.contexts.identity.role_list import view_of
from clinic_portal.contracts.identity import (
    CLINIC_PERMISSIONS,
    CreateRole,
    NothingAllowed,
    Permissions,
    RoleCreated,
    RoleNameTaken,
    RoleView,
)
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.once import once
from clinic_portal.foundation.typed import one_line
from clinic_portal.foundation.work import current_work


def create_role(command: CreateRole) -> RoleView:
    """Raises NothingAllowed, MoreThanOwn or RoleNameTaken."""
    return once(command, RoleView, lambda: _create(command))


def _create(command: CreateRole) -> RoleView:
    session, name, permissions = current_work(), one_line(command.name), allowed(command.permissions)
    refuse_taken(name, 0)
    row = OwnRole(name=name, permissions=as_stored(permissions))
    session.add(row)
    session.flush()
    publish(RoleCreated(role_id=row.id, name=name, permissions=permissions))
    return view_of(row)


def allowed(wanted: Permissions) -> Permissions:
    """What a clinic's role may include of that, completed; raises NothingAllowed or MoreThanOwn."""
    permissions = rules.completed(wanted & CLINIC_PERMISSIONS)
    if not permissions:
        raise NothingAllowed(fields={"permissions": NothingAllowed.message})
    standing.refuse_more_than_own(permissions)
    return permissions


def refuse_taken(name: str, role_id: int) -> None:
    """Raises RoleNameTaken when another role than this one has the name, in any case of letters."""
    others = select(OwnRole.name).where(OwnRole.id != role_id, OwnRole.retired_at.is_(None))
    if name.lower() in {other.lower() for other in current_work().scalars(others)}:
        raise RoleNameTaken(fields={"name": RoleNameTaken.message})


def as_stored(permissions: Permissions) -> list[str]:
    return sorted(one.value for one in permissions)
