"""Set a new password by a link that works once, and end every session of the person."""

from sqlalchemy import update

from clinic_portal.contexts.identity import passwords, queries, rules
from clinic_portal.contexts.identity.commands.end_sessions import end_sessions
from clinic_portal.contexts.identity.models import AppUser, PasswordReset
from clinic_portal.contracts.identity import LinkExpired, PasswordChanged, WeakPassword
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.tenancy import HOUSE, inside
from clinic_portal.foundation.work import current_work, work


def reset_password(reset_id: str | None, password: str, *, demo: bool) -> None:
    """Raises LinkExpired or WeakPassword; a refused password leaves the link good."""
    with inside(HOUSE), work():
        user_id = queries.owner_of_reset(reset_id) if reset_id else None
        email = queries.email_of(user_id) if user_id else ""
    if reset_id is None or user_id is None:
        raise LinkExpired
    if rules.is_weak(password, email, demo=demo):
        raise WeakPassword(fields={"password": WeakPassword.message})
    digest = passwords.digest(password)
    with inside(HOUSE), work():
        _use_up(reset_id, user_id)
        current_work().execute(update(AppUser).where(AppUser.id == user_id).values(password_hash=digest))
        end_sessions(*queries.open_digests(user_id))
        publish(PasswordChanged(user_id=user_id))


def _use_up(reset_id: str, user_id: int) -> None:
    """Of two who use the link at once, one wins; the person's other links are void with it."""
    links = update(PasswordReset).where(PasswordReset.user_id == user_id, PasswordReset.used_at.is_(None))
    used = current_work().scalars(links.values(used_at=now()).returning(PasswordReset.id)).all()
    if reset_id not in used:
        raise LinkExpired
