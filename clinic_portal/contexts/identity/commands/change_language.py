"""Change the language that a person reads."""

from sqlalchemy import update

from clinic_portal.contexts.identity.commands.forget_sessions import forget_sessions
from clinic_portal.contexts.identity.models import AppUser
from clinic_portal.foundation.work import current_work


def change_language(user_id: int, language: str) -> None:
    current_work().execute(update(AppUser).where(AppUser.id == user_id).values(language=language))
    forget_sessions(user_id)
