"""The catalogs as a clinic's people see them; a page is cached until the clinic or the shared catalog changes."""

from clinic_portal.contexts.catalogs.commands.note_use import note_use
from clinic_portal.contexts.catalogs.ledger import REGION
from clinic_portal.contexts.catalogs.queries import interactions, labels, view
from clinic_portal.contracts.catalogs import CatalogKind, Interaction, NoteUse, TermPage, TermQuery, TermView
from clinic_portal.foundation.cache import clinic_cached
from clinic_portal.foundation.work import work

BROWSED, SEARCHED = 600, 60
"""Seconds that a page stays in the cache; what is typed is asked for again less often."""


class Viewing:
    """Reads for everybody of a clinic."""

    def diseases(self, query: TermQuery) -> TermPage:
        return self.terms(query.model_copy(update={"kind": CatalogKind.DISEASES}))

    def terms(self, query: TermQuery) -> TermPage:
        seconds = SEARCHED if query.text.strip() else BROWSED
        return clinic_cached(REGION, view.cache_key(query), lambda: self._page(query), seconds, with_house=True)

    def counts(self) -> dict[CatalogKind, int]:
        found = clinic_cached(REGION, "counts", self._counts, BROWSED, with_house=True)
        return {kind: found.get(kind.value, 0) for kind in CatalogKind}

    def term(self, kind: CatalogKind, term_id: int, language: str = "es") -> TermView:
        with work():
            return view.get_term(kind, term_id, language)

    def labels(self, kind: CatalogKind, codes: tuple[str, ...], language: str = "es") -> dict[str, str]:
        return clinic_cached(
            REGION,
            labels.cache_key(kind, codes, language),
            lambda: self._labels(kind, codes, language),
            with_house=True,
        )

    def interactions(self, codes: tuple[str, ...]) -> tuple[Interaction, ...]:
        with work():
            return interactions.among(codes)

    def note_use(self, command: NoteUse) -> None:
        with work():
            note_use(command)

    def _page(self, query: TermQuery) -> TermPage:
        with work():
            return view.page(query)

    def _labels(self, kind: CatalogKind, codes: tuple[str, ...], language: str) -> dict[str, str]:
        with work():
            return labels.named(kind, codes, language)

    def _counts(self) -> dict[str, int]:
        with work():
            return view.counts()
