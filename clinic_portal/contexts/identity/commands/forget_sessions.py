"""What is remembered of people's open sessions is no longer true: their next request asks the database."""

from clinic_portal.contexts.identity import queries, session_cache
from clinic_portal.foundation.work import after_commit


def forget_sessions(*user_ids: int) -> None:
    digests = queries.open_digests(*user_ids)
    after_commit(lambda: session_cache.forget(*digests))
