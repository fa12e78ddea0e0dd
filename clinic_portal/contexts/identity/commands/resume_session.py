"""Find who is behind a session, end it when it was idle for too long, and note that it was seen."""

from datetime import timedelta

from sqlalchemy import update

from clinic_portal.contexts.identity import queries, rules, session_cache
from clinic_portal.contexts.identity.commands.end_sessions import end_sessions
from clinic_portal.contexts.identity.models import UserSession
from clinic_portal.contexts.identity.queries import OpenSession
from clinic_portal.contracts.identity import SignedIn
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.digests import digest_of
from clinic_portal.foundation.work import after_commit, current_work

NOTE_EVERY = timedelta(minutes=1)


def note_every(idle: timedelta) -> timedelta:
    """How much older than the truth the noted use of a session may be."""
    return min(NOTE_EVERY, idle / 4)


def resume_session(session_id: str, idle: timedelta, absolute: timedelta, *, by_itself: bool) -> SignedIn | None:
    """The person, or None for a session that is over or never was; a page that asks `by_itself` is no use of it."""
    digest, moment = digest_of(session_id), now()
    found = queries.open_session(digest)
    if found is None:
        return None
    if rules.is_over(found.opened_at, found.seen_at, moment, idle=idle, absolute=absolute):
        end_sessions(digest)
        return None
    seen_at = found.seen_at
    if not by_itself and moment - seen_at >= note_every(idle):
        seen_at = moment
        current_work().execute(update(UserSession).where(UserSession.digest == digest).values(seen_at=moment))
    person = _person(session_id, found)
    over_at = min(seen_at + idle, found.opened_at + absolute)
    after_commit(lambda: session_cache.keep(digest, person, seen_at, over_at))
    return person


def _person(session_id: str, found: OpenSession) -> SignedIn:
    return SignedIn(
        session_id=session_id,
        user_id=found.user_id,
        name=found.name,
        email=found.email,
        language=found.language,
        operator=found.operator,
        memberships=queries.memberships(found.user_id),
    )
