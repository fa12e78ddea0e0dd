"""What each person may do in the entered clinic, and what the one who acts may therefore give and take."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import select

from clinic_portal.contexts.identity import rules
from clinic_portal.contexts.identity.models import Membership, OwnRole
from clinic_portal.contracts.identity import (
    CLINIC_PERMISSIONS,
    ROLE_PERMISSIONS,
    MoreThanOwn,
    NobodyLeft,
    Permission,
    Permissions,
    Role,
    UnknownRole,
)
from clinic_portal.foundation.actor import current_actor_id
from clinic_portal.foundation.typed import whole_number
from clinic_portal.foundation.work import current_work

Holdings = dict[int, Permissions]


class Choice(NamedTuple):
    """A role as a row names it, one of both, with what it includes."""

    role: str | None
    role_id: int | None
    permissions: Permissions


_HELD = (
    select(Membership.user_id, Membership.role, OwnRole.permissions)
    .outerjoin(OwnRole, OwnRole.id == Membership.role_id)
    .where(Membership.deactivated_at.is_(None))
)


def included(role: str | None, own: Iterable[str] | None) -> Permissions:
    """What a built-in role, or else one of the clinic's own, lets somebody do; a word of older versions is nothing."""
    return ROLE_PERMISSIONS[Role(role)] if role else frozenset(CLINIC_PERMISSIONS.intersection(own or ()))


def choose(key: str) -> Choice:
    """The role that a form names; raises UnknownRole for one that cannot be given."""
    if key in set(Role):
        return Choice(key, None, ROLE_PERMISSIONS[Role(key)])
    wanted = select(OwnRole.id, OwnRole.permissions).where(OwnRole.id == whole_number(key))
    # Nobody retires it before it is given.
    row = current_work().execute(wanted.where(OwnRole.retired_at.is_(None)).with_for_update(read=True)).one_or_none()
    if row is None:
        raise UnknownRole(fields={"role": UnknownRole.message})
    return Choice(None, row.id, included(None, row.permissions))


def holdings() -> Holdings:
    """What each active member may do; until the end of the work nobody else changes who may do what."""
    session = current_work()
    session.execute(select(Membership.user_id).order_by(Membership.user_id).with_for_update(key_share=True)).all()
    # Read only now: whatever another work changed while this one waited for the lock is seen.
    return {user_id: included(role, own) for user_id, role, own in session.execute(_HELD)}


def hold_own() -> None:
    """Until the end of the work nobody takes from the acting person what they may do; taken before any other lock."""
    mine = select(Membership.user_id).where(Membership.user_id == current_actor_id())
    current_work().execute(mine.with_for_update(read=True)).all()


def refuse_more_than_own(*wanted: Permissions) -> None:
    """Raises MoreThanOwn for what the acting person may not do; an operator's command acts for nobody and may all."""
    actor_id = current_actor_id()
    if actor_id is None:
        return
    row = current_work().execute(_HELD.where(Membership.user_id == actor_id)).one_or_none()
    own = included(row.role, row.permissions) if row else frozenset[Permission]()
    if any(not permissions <= own for permissions in wanted):
        raise MoreThanOwn


def refuse_nobody_left(before: Holdings, after: Holdings) -> None:
    """Raises NobodyLeft."""
    if rules.locks_out(before.values(), after.values()):
        raise NobodyLeft
