"""Invitations as the one who holds their link may see them."""

from sqlalchemy import select
from sqlalchemy.orm import aliased

from clinic_portal.contexts.identity import links
from clinic_portal.contexts.identity.models import AppUser, Invitation, Workplace
from clinic_portal.contracts.identity import InvitationLetter, InvitationOffer, InvitationOver
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.work import current_work

_inviter = aliased(AppUser)
OPEN = (Invitation.accepted_at.is_(None), Invitation.withdrawn_at.is_(None))
_OFFER = (
    select(
        Workplace.slug,
        Workplace.name.label("clinic_name"),
        Invitation.name,
        Invitation.email,
        Invitation.language,
        AppUser.language.label("their_language"),
        _inviter.name.label("invited_by"),
    )
    .join(Workplace, Workplace.clinic_id == Invitation.clinic_id)
    .outerjoin(AppUser, AppUser.email == Invitation.email)
    .outerjoin(_inviter, _inviter.id == Invitation.invited_by)
    .where(*OPEN)
)


def link_in(token: str) -> str:
    """The link that a token names; raises InvitationOver for a token that is not ours."""
    found = links.read_invitation(token)
    if found is None:
        raise InvitationOver
    return found[1]


def letter(link: str) -> InvitationLetter | None:
    """In the language that its reader is known to read, else in the one that was chosen for them."""
    row = current_work().execute(_OFFER.where(Invitation.link == link)).one_or_none()
    if row is None:
        return None
    return InvitationLetter(
        clinic_name=row.clinic_name,
        name=row.name,
        email=row.email,
        language=row.their_language or row.language,
        invited_by=row.invited_by or "",
        token=links.invitation_token(row.slug, link),
    )


def offer(link: str) -> InvitationOffer:
    """Raises InvitationOver."""
    row = current_work().execute(_OFFER.where(Invitation.link == link, Invitation.expires_at > now())).one_or_none()
    if row is None:
        raise InvitationOver
    return InvitationOffer(
        clinic_name=row.clinic_name,
        name=row.name,
        email=row.email,
        language=row.language,
        invited_by=row.invited_by or "",
        known=row.their_language is not None,
    )
