"""Register a person."""

from sqlalchemy.dialects.postgresql import insert

from clinic_portal.contexts.identity import passwords, rules
from clinic_portal.contexts.identity.models import AppUser
from clinic_portal.contracts.identity import CreateUser, EmailTaken, WeakPassword
from clinic_portal.foundation.work import work


def create_user(command: CreateUser, *, demo: bool) -> int:
    """Their id; raises EmailTaken or WeakPassword."""
    email = rules.normal_email(command.email)
    if rules.is_weak(command.password, email, demo=demo):
        raise WeakPassword
    new = insert(AppUser).values(
        email=email,
        name=command.name.strip(),
        password_hash=passwords.digest(command.password),
        language=command.language,
        operator=command.operator,
    )
    with work() as session:
        user_id = session.scalar(new.on_conflict_do_nothing().returning(AppUser.id))
    if user_id is None:
        raise EmailTaken
    return int(user_id)
