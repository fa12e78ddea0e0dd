"""A person ends one of their sessions, which they name by its handle."""

from sqlalchemy import select

from clinic_portal.contexts.identity.commands.end_sessions import end_sessions
from clinic_portal.contexts.identity.handles import handle_of
from clinic_portal.contexts.identity.models import UserSession
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work


def end_other_session(user_id: int, handle: str) -> None:
    """Raises NotFound for a handle that is not one of theirs."""
    digest = current_work().scalar(
        select(UserSession.digest).where(UserSession.id == handle_of(handle), UserSession.user_id == user_id)
    )
    if digest is None:
        raise NotFound
    end_sessions(digest)
