"""Keeps the promises of the catalogs' door; what a clinic sees is cached until it or the catalog changes."""

from clinic_portal.contexts.catalogs import queries
from clinic_portal.contexts.catalogs.commands.import_terms import import_terms
from clinic_portal.contexts.catalogs.commands.override_terms import override_terms
from clinic_portal.contracts.catalogs import (
    CatalogImported,
    CatalogKind,
    ImportReport,
    ImportTerm,
    OverrideTerm,
    TermPage,
    TermQuery,
    TermsOverridden,
    TermView,
)
from clinic_portal.foundation.cache import clinic_cached, drop
from clinic_portal.foundation.events import Event, Listener, publish
from clinic_portal.foundation.refusals import NotAllowed
from clinic_portal.foundation.tenancy import HOUSE, inside
from clinic_portal.foundation.work import after_commit, work

REGION = "catalogs"
BROWSED, SEARCHED = 600, 60
"""Seconds that a page stays in the cache; what is typed is asked for again less often."""


class CatalogsService:
    """The catalogs as the entered clinic sees them; `operator_url` is empty where nobody may import."""

    def __init__(self, operator_url: str = "") -> None:
        self._operator_url = operator_url

    def diseases(self, query: TermQuery) -> TermPage:
        return self.terms(query.model_copy(update={"kind": CatalogKind.DISEASES}))

    def terms(self, query: TermQuery) -> TermPage:
        seconds = SEARCHED if query.text.strip() else BROWSED
        rows = clinic_cached(REGION, queries.cache_key(query), lambda: self._page_rows(query), seconds, with_house=True)
        return queries.page_of(query, rows)

    def counts(self) -> dict[CatalogKind, int]:
        found = clinic_cached(REGION, "counts", self._counts, BROWSED, with_house=True)
        return {kind: found.get(kind.value, 0) for kind in CatalogKind}

    def term(self, kind: CatalogKind, term_id: int, language: str = "es") -> TermView:
        with work():
            return queries.get_term(kind, term_id, language)

    def override(self, command: OverrideTerm) -> TermView:
        self.override_many(command.kind, (command,))
        return self.term(command.kind, command.term_id)

    def override_many(self, kind: CatalogKind, commands: tuple[OverrideTerm, ...]) -> None:
        with work():
            override_terms(kind, commands)
            after_commit(lambda: drop(REGION))

    def import_terms(self, kind: CatalogKind, code_system: str, terms: tuple[ImportTerm, ...]) -> ImportReport:
        if not self._operator_url:
            raise NotAllowed
        report = import_terms(self._operator_url, kind, code_system, terms)
        with inside(HOUSE):
            self._tell_of_import(kind, code_system, report)
        return report

    def listeners(self) -> tuple[Listener, ...]:
        """The increment right after a commit may not reach Redis; the outbox sees to it that one does."""
        return (
            Listener("catalogs.on_terms_overridden", TermsOverridden, self.on_change),
            Listener("catalogs.on_catalog_imported", CatalogImported, self.on_change),
        )

    def on_change(self, _event: Event) -> None:
        drop(REGION)

    def _page_rows(self, query: TermQuery) -> queries.PageRows:
        with work():
            return queries.page_rows(query)

    def _counts(self) -> dict[str, int]:
        with work():
            return queries.counts()

    def _tell_of_import(self, kind: CatalogKind, code_system: str, report: ImportReport) -> None:
        drop(REGION)
        if report.added or report.changed:
            with work():
                publish(
                    CatalogImported(catalog=kind, code_system=code_system, added=report.added, changed=report.changed)
                )
