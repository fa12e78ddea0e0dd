"""What the visitor may give to others in this clinic: nothing that they do not have themselves."""

from collections.abc import Iterable

from flask import g
from flask_login import current_user

from clinic_portal.contracts.identity import CLINIC_PERMISSIONS, Permissions, RoleView


def own_permissions() -> Permissions:
    return frozenset(one for one in CLINIC_PERMISSIONS if current_user.may(g.clinic.id, one))


def can_be_given(roles: Iterable[RoleView]) -> tuple[RoleView, ...]:
    own = own_permissions()
    return tuple(role for role in roles if role.permissions <= own and not role.retired)
