"""Somebody who manages the staff ends sessions that were used in the entered clinic."""

from sqlalchemy import select

from clinic_portal.contexts.identity import roster
from clinic_portal.contexts.identity.commands.end_sessions import end_sessions
from clinic_portal.contexts.identity.handles import handle_of
from clinic_portal.contexts.identity.models import UserSession, Visit
from clinic_portal.contracts.identity import MemberSessionsEnded
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work

_USED_HERE = select(UserSession.digest).join(Visit, Visit.session_id == UserSession.id)


def end_member_session(user_id: int, handle: str) -> None:
    """Raises NotFound for a session that is not this member's, or was not used here."""
    found = current_work().scalars(_USED_HERE.where(Visit.user_id == user_id, Visit.session_id == handle_of(handle)))
    digest = found.one_or_none()
    if digest is None:
        raise NotFound
    _end(user_id, digest)


def end_member_sessions(user_id: int) -> None:
    """All of them; raises NotFound for somebody who is no member."""
    roster.member(user_id)
    used = _USED_HERE.where(Visit.user_id == user_id, UserSession.ended_at.is_(None))
    _end(user_id, *current_work().scalars(used))


def _end(user_id: int, *digests: str) -> None:
    end_sessions(*digests)
    publish(MemberSessionsEnded(user_id=user_id, sessions=len(digests)))
