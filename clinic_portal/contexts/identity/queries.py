"""What identity reads: accounts, open sessions and, through one function, a person's clinics."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ARRAY, BigInteger, Text, bindparam, column, exists, func, select

from clinic_portal.contexts.identity.models import AppUser, PasswordReset, UserSession
from clinic_portal.contexts.identity.standing import included
from clinic_portal.contracts.identity import MembershipView, SessionView
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.work import current_work


class Account(NamedTuple):
    """What signing in must know; `at_home` tells that the person signed in from that address before."""

    user_id: int
    password_hash: str
    at_home: bool


class OpenSession(NamedTuple):
    """A session that nobody has ended, with its person."""

    id: str
    opened_at: datetime
    seen_at: datetime
    user_id: int
    name: str
    email: str
    language: str
    operator: bool


_ACCOUNT = select(
    AppUser.id,
    AppUser.password_hash,
    exists().where(UserSession.user_id == AppUser.id, UserSession.address == bindparam("address")),
).where(AppUser.email == bindparam("email"))
_OPEN = (
    select(
        UserSession.id,
        UserSession.opened_at,
        UserSession.seen_at,
        UserSession.user_id,
        AppUser.name,
        AppUser.email,
        AppUser.language,
        AppUser.operator,
    )
    .join(AppUser, AppUser.id == UserSession.user_id)
    .where(UserSession.digest == bindparam("digest"), UserSession.ended_at.is_(None))
)
_PLACES = select(
    func.identity.memberships_of(bindparam("person", type_=BigInteger)).table_valued(
        column("clinic_id", BigInteger),
        column("slug", Text),
        column("clinic_name", Text),
        column("role", Text),
        column("own_role", Text),
        column("permissions", ARRAY(Text)),
    )
)


def account(email: str, address: str) -> Account | None:
    row = current_work().execute(_ACCOUNT, {"email": email, "address": address}).one_or_none()
    return Account(*row) if row else None


def open_session(digest: str) -> OpenSession | None:
    row = current_work().execute(_OPEN, {"digest": digest}).one_or_none()
    return OpenSession(*row) if row else None


def memberships(user_id: int) -> tuple[MembershipView, ...]:
    """Where a person belongs, by the clinics' names."""
    return tuple(
        MembershipView(
            clinic_id=row.clinic_id,
            slug=row.slug,
            clinic_name=row.clinic_name,
            role=row.role,
            own_role=row.own_role or "",
            granted=included(None, row.permissions),
        )
        for row in current_work().execute(_PLACES, {"person": user_id})
    )


def sessions(user_id: int, current: str, since: datetime) -> tuple[SessionView, ...]:
    """A person's open sessions that were seen `since`, newest first; `current` is the digest of the one that asks."""
    rows = current_work().scalars(
        select(UserSession)
        .where(UserSession.user_id == user_id, UserSession.ended_at.is_(None), UserSession.seen_at > since)
        .order_by(UserSession.opened_at.desc())
    )
    return tuple(
        SessionView(
            handle=row.id,
            address=row.address,
            agent=row.agent,
            opened_at=row.opened_at,
            seen_at=row.seen_at,
            current=row.digest == current,
        )
        for row in rows
    )


def open_digests(*user_ids: int) -> tuple[str, ...]:
    """The digests of these people's open sessions."""
    return tuple(
        current_work().scalars(
            select(UserSession.digest).where(UserSession.user_id.in_(user_ids), UserSession.ended_at.is_(None))
        )
    )


def email_of(user_id: int) -> str:
    return current_work().scalars(select(AppUser.email).where(AppUser.id == user_id)).one()


def owner_of_reset(reset_id: str) -> int | None:
    """Whose password an unused, fresh reset may set."""
    return current_work().scalar(
        select(PasswordReset.user_id).where(
            PasswordReset.id == reset_id, PasswordReset.used_at.is_(None), PasswordReset.expires_at > now()
        )
    )
