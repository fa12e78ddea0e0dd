"""What one person has at hand in a catalog: the terms that they starred, and those that they use most."""

from typing import Protocol

from clinic_portal.contracts.catalogs.values import CatalogKind, TermView
from clinic_portal.foundation.values import Command, Value


class MyTerms(Value):
    """Of the terms that the clinic sees: the starred ones in the catalog's order; the most used of the others first."""

    starred: tuple[TermView, ...] = ()
    often: tuple[TermView, ...] = ()

    @property
    def starred_ids(self) -> frozenset[int]:
        return frozenset(term.id for term in self.starred)


class Star(Command):
    """A person's own star at a term; it changes nothing for anybody else."""

    kind: CatalogKind
    term_id: int
    user_id: int


class Favouring(Protocol):
    """Everybody's own favourites in the entered clinic."""

    def my_terms(self, kind: CatalogKind, user_id: int, language: str = "es") -> MyTerms:
        """A person's favourites, and the ten terms that they use most; uses are a few minutes late."""

    def star(self, command: Star) -> None:
        """A second star changes nothing; raises NotFound for a term that the clinic does not know."""

    def unstar(self, command: Star) -> None:
        """No star changes nothing; raises NotFound for a term that the clinic does not know."""
