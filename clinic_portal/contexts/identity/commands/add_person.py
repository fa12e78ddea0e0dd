"""Add a person, whose e-mail nobody else has."""

from sqlalchemy.dialects.postgresql import insert

from clinic_portal.contexts.identity.models import AppUser
from clinic_portal.contracts.identity import EmailTaken
from clinic_portal.foundation.typed import one_line
from clinic_portal.foundation.work import current_work


def add_person(email: str, name: str, password_hash: str, language: str) -> int:
    """Their id; raises EmailTaken."""
    new = insert(AppUser).values(email=email, name=one_line(name), password_hash=password_hash, language=language)
    user_id = current_work().scalar(new.on_conflict_do_nothing().returning(AppUser.id))
    if user_id is None:
        raise EmailTaken
    return int(user_id)
