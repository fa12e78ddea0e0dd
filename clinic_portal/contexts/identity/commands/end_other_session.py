"""A person ends one of their sessions, which they name by its handle."""

from uuid import UUID

from sqlalchemy import select

from clinic_portal.contexts.identity.commands.end_sessions import end_sessions
from clinic_portal.contexts.identity.models import UserSession
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work


def end_other_session(user_id: int, handle: str) -> None:
    """Raises NotFound for a handle that is not one of theirs."""
    digest = current_work().scalar(
        select(UserSession.digest).where(UserSession.id == _uuid(handle), UserSession.user_id == user_id)
    )
    if digest is None:
        raise NotFound
    end_sessions(digest)


def _uuid(handle: str) -> str:
    try:
        return str(UUID(handle))
    except ValueError:
        raise NotFound from None
