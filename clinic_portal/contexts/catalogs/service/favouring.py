"""Everybody's own favourites; an entry of the cache that only their own star and the catalog's changes drop."""

from clinic_portal.contexts.catalogs.commands.star_term import star_term, unstar_term
from clinic_portal.contexts.catalogs.ledger import REGION
from clinic_portal.contexts.catalogs.queries import mine
from clinic_portal.contracts.catalogs import CatalogKind, MyTerms, Star
from clinic_portal.foundation.cache import clinic_cached, drop
from clinic_portal.foundation.work import after_commit, work

KEPT = 300
"""Seconds that what one has at hand stays in the cache: so late may a use be."""


class Favouring:
    """What one person has at hand."""

    def my_terms(self, kind: CatalogKind, user_id: int, language: str = "es") -> MyTerms:
        return clinic_cached(
            REGION,
            f"mine:{user_id}:{kind}:{language}",
            lambda: self._my_terms(kind, user_id, language),
            KEPT,
            with_house=True,
            person_id=user_id,
        )

    def star(self, command: Star) -> None:
        with work():
            star_term(command)
            after_commit(lambda: drop(REGION, person_id=command.user_id))

    def unstar(self, command: Star) -> None:
        with work():
            unstar_term(command)
            after_commit(lambda: drop(REGION, person_id=command.user_id))

    def _my_terms(self, kind: CatalogKind, user_id: int, language: str) -> MyTerms:
        with work():
            return mine.my_terms(kind, user_id, language)
