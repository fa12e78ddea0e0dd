"""The roles of the entered clinic, and who has each."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import select

from clinic_portal.contexts.identity.models import AppUser, Invitation, Membership, OwnRole
from clinic_portal.contexts.identity.offers import OPEN
from clinic_portal.contexts.identity.standing import included
from clinic_portal.contracts.identity import ROLE_PERMISSIONS, Role, RoleName, RoleView
from clinic_portal.foundation.folding import sorting
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work

Holders = Mapping[str, tuple[str, ...]]


def roles() -> tuple[RoleView, ...]:
    holders = _holders()
    built_in = (_built_in(role, holders) for role in Role)
    own = (_view(row, holders) for row in current_work().scalars(select(OwnRole)))
    return (*built_in, *sorted(own, key=lambda view: (view.retired, sorting(view.role.name), view.id)))


def role(role_id: int) -> RoleView:
    """Raises NotFound."""
    row = current_work().scalar(select(OwnRole).where(OwnRole.id == role_id))
    if row is None:
        raise NotFound
    return view_of(row)


def view_of(row: OwnRole) -> RoleView:
    return _view(row, _holders())


def _built_in(role: Role, holders: Holders) -> RoleView:
    return RoleView(
        id=0,
        role=RoleName(key=role.value),
        permissions=ROLE_PERMISSIONS[role],
        version=0,
        retired=False,
        holders=holders.get(role.value, ()),
    )


def _view(row: OwnRole, holders: Holders) -> RoleView:
    key = str(row.id)
    return RoleView(
        id=row.id,
        role=RoleName(key=key, name=row.name),
        permissions=included(None, row.permissions),
        version=row.version,
        retired=row.retired_at is not None,
        holders=holders.get(key, ()),
    )


def _holders() -> Holders:
    """By a role's key; who is deactivated keeps the role, for the day they come back."""
    session, found = current_work(), defaultdict(list)
    members = select(Membership.role, Membership.role_id, AppUser.name).join(AppUser, AppUser.id == Membership.user_id)
    invited = select(Invitation.role, Invitation.role_id, Invitation.email).where(*OPEN)
    # Who accepts at this moment moves from the second to the first, so the second is read before it.
    promised = session.execute(invited).all()
    for role, role_id, name in (*session.execute(members), *promised):
        found[role or str(role_id)].append(name)
    return {key: tuple(sorted(names, key=sorting)) for key, names in found.items()}
