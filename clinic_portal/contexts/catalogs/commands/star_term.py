"""A person stars a term for themselves, or takes the star away."""

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from clinic_portal.contexts.catalogs import shelf
from clinic_portal.contexts.catalogs.personal_models import UserFavourite
from clinic_portal.contracts.catalogs import Star
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work


def star_term(command: Star) -> None:
    """Raises NotFound for a term that the clinic does not know."""
    if not shelf.read(command.kind, (command.term_id,)):
        raise NotFound
    session = current_work()
    star = insert(UserFavourite).values(
        clinic_id=session.clinic_id, user_id=command.user_id, kind=command.kind.value, term_id=command.term_id
    )
    session.execute(star.on_conflict_do_nothing().execution_options(**{REVIEWED: "writes the entered clinic's id"}))


def unstar_term(command: Star) -> None:
    """Raises NotFound for a term that the clinic does not know."""
    if not shelf.read(command.kind, (command.term_id,)):
        raise NotFound
    current_work().execute(
        delete(UserFavourite)
        .where(
            UserFavourite.user_id == command.user_id,
            UserFavourite.kind == command.kind.value,
            UserFavourite.term_id == command.term_id,
        )
        .execution_options(synchronize_session=False)
    )
