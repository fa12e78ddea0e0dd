"""What a person has at hand in a catalog: their own stars, and what they use most."""

from sqlalchemy import select

from clinic_portal.contexts.catalogs import mine_rules, personal_uses
from clinic_portal.contexts.catalogs.personal_models import UserFavourite
from clinic_portal.contexts.catalogs.queries import view
from clinic_portal.contracts.catalogs import CatalogKind, MyTerms
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.work import current_work


def my_terms(kind: CatalogKind, user_id: int, language: str) -> MyTerms:
    """Only what the clinic sees; a starred term is not told again among the most used ones."""
    stars = select(UserFavourite.term_id).where(UserFavourite.user_id == user_id, UserFavourite.kind == kind.value)
    starred = set(current_work().scalars(stars))
    used = mine_rules.most_used(personal_uses.of_person(kind, user_id), now())
    if not starred and not used:
        return MyTerms()
    seen = {term.id: term for term in view.seen(kind, [*starred, *used], language)}
    often = [seen[term_id] for term_id in used if term_id in seen and term_id not in starred]
    return MyTerms(
        starred=tuple(term for term in seen.values() if term.id in starred),
        often=tuple(often[: mine_rules.MOST]),
    )
