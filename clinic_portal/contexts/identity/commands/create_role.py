"""Make a role of the clinic's own."""

from contextlib import AbstractContextManager

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
from clinic_portal.foundation import naming
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.once import once
from clinic_portal.foundation.typed import one_line
from clinic_portal.foundation.work import current_work


def create_role(command: CreateRole) -> RoleView:
    """Raises NothingAllowed, MoreThanOwn or RoleNameTaken."""
    return once(command, RoleView, lambda: _create(command))


def _create(command: CreateRole) -> RoleView:
    session, name, permissions = current_work(), one_line(command.name), allowed(command.permissions)
    row = OwnRole(name=name, permissions=as_stored(permissions))
    with named_once():
        session.add(row)
    publish(RoleCreated(role_id=row.id, name=name, permissions=permissions))
    return view_of(row)


def allowed(wanted: Permissions) -> Permissions:
    """What a clinic's role may include of that, completed; raises NothingAllowed or MoreThanOwn."""
    permissions = rules.completed(wanted & CLINIC_PERMISSIONS)
    if not permissions:
        raise NothingAllowed(fields={"permissions": NothingAllowed.message})
    standing.refuse_more_than_own(permissions)
    return permissions


def named_once() -> AbstractContextManager[None]:
    """Around what is written under a role's name; raises RoleNameTaken, for a name in any case of letters."""
    return naming.named_once(
        lambda: RoleNameTaken(fields={"name": RoleNameTaken.message}), "uq_own_role_clinic_id_name"
    )


def as_stored(permissions: Permissions) -> list[str]:
    return sorted(one.value for one in permissions)
