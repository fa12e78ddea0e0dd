"""Change the language that a person reads."""

from sqlalchemy import update

from clinic_portal.contexts.identity import queries, session_cache
from clinic_portal.contexts.identity.models import AppUser
from clinic_portal.foundation.work import after_commit, current_work


def change_language(user_id: int, language: str) -> None:
    current_work().execute(update(AppUser).where(AppUser.id == user_id).values(language=language))
    digests = queries.open_digests(user_id)
    after_commit(lambda: session_cache.forget(*digests))
