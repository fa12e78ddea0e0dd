"""Who works in the entered clinic, and who is invited."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from math import ceil

from sqlalchemy import select

from clinic_portal.contexts.identity.models import AppUser, Invitation, Membership, OwnRole, UserSession, Visit
from clinic_portal.contexts.identity.offers import OPEN
from clinic_portal.contexts.identity.role_names import role_name
from clinic_portal.contexts.identity.standing import included
from clinic_portal.contracts.identity import MemberName, MemberSessionView, MemberView, StaffPage, StaffRow, StaffStatus
from clinic_portal.foundation.folding import folded, sorting
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work

SIZE = 50
_MEMBERS = (
    select(
        Membership.user_id,
        AppUser.name,
        AppUser.email,
        Membership.role,
        Membership.role_id,
        OwnRole.name.label("own_name"),
        OwnRole.permissions,
        Membership.deactivated_at,
        Membership.seen_at,
        Membership.version,
    )
    .join(AppUser, AppUser.id == Membership.user_id)
    .outerjoin(OwnRole, OwnRole.id == Membership.role_id)
)
_INVITATIONS = (
    select(
        Invitation.id,
        Invitation.name,
        Invitation.email,
        Invitation.role,
        Invitation.role_id,
        OwnRole.name.label("own_name"),
        Invitation.expires_at,
    )
    .outerjoin(OwnRole, OwnRole.id == Invitation.role_id)
    .where(*OPEN)
)


def staff(text: str, status: StaffStatus | None, page: int, moment: datetime) -> StaffPage:
    """A clinic's staff is read whole: it is sorted and searched as a Spanish reader expects, which no index here is."""
    found = [row for row in (*_members(), *_invited(moment)) if _is_found(row, text)]
    counts = Counter(row.status for row in found)
    rows = sorted((row for row in found if status in {None, row.status}), key=_place)
    first = (page - 1) * SIZE
    return StaffPage(
        rows=tuple(rows[first : first + SIZE]),
        total=len(rows),
        page=page,
        pages=max(1, ceil(len(rows) / SIZE)),
        size=SIZE,
        counts={one: counts[one] for one in StaffStatus},
    )


def members() -> tuple[MemberName, ...]:
    found = current_work().execute(
        select(Membership.user_id, AppUser.name, Membership.deactivated_at.is_(None).label("active")).join(
            AppUser, AppUser.id == Membership.user_id
        )
    )
    names = (MemberName(user_id=row.user_id, name=row.name, active=row.active) for row in found)
    return tuple(sorted(names, key=lambda one: (sorting(one.name), one.user_id)))


def member(user_id: int) -> MemberView:
    """Raises NotFound."""
    row = current_work().execute(_MEMBERS.where(Membership.user_id == user_id)).one_or_none()
    if row is None:
        raise NotFound
    return MemberView(
        user_id=row.user_id,
        name=row.name,
        email=row.email,
        role=role_name(row.role, row.role_id, row.own_name),
        permissions=included(row.role, row.permissions),
        active=row.deactivated_at is None,
        seen_at=row.seen_at,
        version=row.version,
    )


def sessions(user_id: int, since: datetime) -> tuple[MemberSessionView, ...]:
    """A member's open sessions that were seen `since`, as far as they were used in this clinic."""
    found = current_work().execute(
        select(UserSession.id, UserSession.agent, Visit.first_seen_at, Visit.seen_at)
        .join(Visit, Visit.session_id == UserSession.id)
        .where(Visit.user_id == user_id, UserSession.ended_at.is_(None), UserSession.seen_at > since)
        .order_by(Visit.seen_at.desc())
    )
    return tuple(
        MemberSessionView(handle=handle, agent=agent, first_seen_at=first, seen_at=last)
        for handle, agent, first, last in found
    )


def _members() -> Iterable[StaffRow]:
    for row in current_work().execute(_MEMBERS):
        yield StaffRow(
            user_id=row.user_id,
            invitation_id=None,
            name=row.name,
            email=row.email,
            role=role_name(row.role, row.role_id, row.own_name),
            status=StaffStatus.DEACTIVATED if row.deactivated_at else StaffStatus.ACTIVE,
            seen_at=row.seen_at,
        )


def _invited(moment: datetime) -> Iterable[StaffRow]:
    for row in current_work().execute(_INVITATIONS):
        yield StaffRow(
            user_id=None,
            invitation_id=row.id,
            name=row.name,
            email=row.email,
            role=role_name(row.role, row.role_id, row.own_name),
            status=StaffStatus.INVITED if row.expires_at > moment else StaffStatus.EXPIRED,
            until=row.expires_at,
        )


def _is_found(row: StaffRow, text: str) -> bool:
    """Every word begins a word of the name, or stands anywhere in the e-mail."""
    names = folded(row.name).split()
    return all(_begins(folded(word).split(), names) or word.casefold() in row.email for word in text.split())


def _begins(parts: list[str], names: list[str]) -> bool:
    """`Pérez-Gil` is typed as one word and is two."""
    return bool(parts) and all(any(name.startswith(part) for name in names) for part in parts)


def _place(row: StaffRow) -> tuple[str, str]:
    return sorting(row.name), row.email
