"""Change one of the clinic's own roles, for all who have it."""

from sqlalchemy import select

from clinic_portal.contexts.identity import standing
from clinic_portal.contexts.identity.commands.create_role import allowed, as_stored, named_once
from clinic_portal.contexts.identity.commands.forget_sessions import forget_sessions
from clinic_portal.contexts.identity.commands.void_promises import void_promises_of
from clinic_portal.contexts.identity.models import Membership, OwnRole
from clinic_portal.contexts.identity.role_list import view_of
from clinic_portal.contexts.identity.standing import included
from clinic_portal.contracts.identity import EditRole, Permissions, RoleChanged, RoleGone, RoleView
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.refusals import NotFound, Stale
from clinic_portal.foundation.typed import one_line
from clinic_portal.foundation.work import current_work


def edit_role(command: EditRole) -> RoleView:
    """Raises NotFound, RoleGone, Stale, NothingAllowed, MoreThanOwn, RoleNameTaken or NobodyLeft."""
    before = standing.holdings()
    row = held_role(command.role_id)
    if row.retired_at:
        raise RoleGone
    if row.version != command.version:
        raise Stale(view_of(row))
    standing.refuse_more_than_own(included(None, row.permissions))
    name, permissions = one_line(command.name), allowed(command.permissions)
    holders = tuple(current_work().scalars(select(Membership.user_id).where(Membership.role_id == row.id)))
    standing.refuse_nobody_left(before, before | {one: permissions for one in holders if one in before})
    _write(row, name, permissions, holders)
    return view_of(row)


def held_role(role_id: int) -> OwnRole:
    """The row, kept from other writers until the end of the work; raises NotFound."""
    row = current_work().scalar(select(OwnRole).where(OwnRole.id == role_id).with_for_update(key_share=True))
    if row is None:
        raise NotFound
    return row


def _write(row: OwnRole, name: str, permissions: Permissions, holders: tuple[int, ...]) -> None:
    row.name, row.permissions = name, as_stored(permissions)
    if not current_work().is_modified(row):
        return
    with named_once():
        for holder in holders:
            void_promises_of(holder, permissions)
    publish(RoleChanged(role_id=row.id, name=name, permissions=permissions))
    forget_sessions(*holders)
