"""Make links, find the one that a token opens, and revoke them."""

import hmac

from sqlalchemy import select

from clinic_portal.contexts.agenda.links.models import LinkRow
from clinic_portal.contexts.agenda.links.tokens import digest_of, is_token, new_seed, token_of
from clinic_portal.contracts.agenda import LinkPurpose, SecretLink
from clinic_portal.foundation.actor import current_actor_id
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.live.heeded import note_secret_address
from clinic_portal.foundation.live.news import tell_ended
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.tenancy import current_clinic_id
from clinic_portal.foundation.work import after_commit, current_work

HOUSE_PURPOSES = (LinkPurpose.SCREEN, LinkPurpose.CALENDAR)
"""Links that people of the clinic make and revoke."""


def new_secret(purpose: LinkPurpose) -> tuple[str, str]:
    """A seed of the entered clinic, and what is kept of its token."""
    seed = new_seed()
    return seed, digest_of(token_of(purpose, current_clinic_id(), seed))


def make(purpose: LinkPurpose, **about: str | int | None) -> LinkRow:
    """A new link; `about` names what it opens."""
    seed, digest = new_secret(purpose)
    row = LinkRow(purpose=purpose.value, seed=seed, digest=digest, created_by=current_actor_id(), **about)
    session = current_work()
    session.add(row)
    session.flush()
    return row


def opened_by(token: str, purpose: LinkPurpose) -> LinkRow:
    """The link that a token opens, in the entered clinic and for this purpose only; raises NotFound."""
    if not is_token(token):
        raise NotFound
    found: LinkRow | None = current_work().scalar(
        select(LinkRow).where(
            LinkRow.digest == digest_of(token), LinkRow.purpose == purpose.value, LinkRow.revoked_at.is_(None)
        )
    )
    if found is None:
        raise NotFound
    note_secret_address(found.digest)
    return found


def revoke(link_id: int) -> SecretLink:
    """Raises NotFound; revoking twice changes nothing."""
    row: LinkRow | None = current_work().scalar(
        select(LinkRow).where(LinkRow.id == link_id, LinkRow.purpose.in_(HOUSE_PURPOSES)).with_for_update()
    )
    if row is None:
        raise NotFound
    row.revoked_at = row.revoked_at or now()
    current_work().flush()
    digest = row.digest
    after_commit(lambda: tell_ended(digest))
    return view(row)


def links(purpose: LinkPurpose) -> tuple[SecretLink, ...]:
    rows = current_work().scalars(
        select(LinkRow)
        .where(LinkRow.purpose == purpose.value, LinkRow.revoked_at.is_(None))
        .order_by(LinkRow.id.desc())
    )
    return tuple(map(view, rows))


def view(row: LinkRow) -> SecretLink:
    return SecretLink(
        id=row.id,
        purpose=LinkPurpose(row.purpose),
        name=row.name,
        branch_id=row.branch_id,
        practitioner_id=row.practitioner_id,
        shows=row.shows,
        token=token(row),
        created_at=row.created_at,
        revoked=row.revoked_at is not None,
    )


def token(row: LinkRow) -> str | None:
    """The token again; None when the portal's secret is another one than when the link was made."""
    made = token_of(row.purpose, row.clinic_id, row.seed)
    return made if hmac.compare_digest(digest_of(made), row.digest) else None
