"""Note that a session was used in the entered clinic."""

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from clinic_portal.contexts.identity.models import Membership, UserSession, Visit
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.tenancy import current_clinic_id
from clinic_portal.foundation.work import current_work


def note_visit(digest: str) -> None:
    """The member was seen; nothing for a session that is no member's."""
    session, moment = current_work(), now()
    found = session.execute(
        select(UserSession.id, UserSession.user_id)
        .join(Membership, Membership.user_id == UserSession.user_id)
        .where(UserSession.digest == digest)
    ).one_or_none()
    if found is None:
        return
    row = insert(Visit).values(
        clinic_id=current_clinic_id(),
        session_id=found.id,
        user_id=found.user_id,
        first_seen_at=moment,
        seen_at=moment,
    )
    session.execute(row.on_conflict_do_update(constraint="pk_visit", set_={"seen_at": moment}))
    session.execute(update(Membership).where(Membership.user_id == found.user_id).values(seen_at=moment))
