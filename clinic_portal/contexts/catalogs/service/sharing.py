"""The global catalog for operators: under their own role, told to the house once it is committed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from clinic_portal.contexts.catalogs.commands.import_interactions import import_interactions
from clinic_portal.contexts.catalogs.commands.import_terms import import_terms
from clinic_portal.contexts.catalogs.commands.write_term import write_term
from clinic_portal.contexts.catalogs.ledger import REGION
from clinic_portal.contexts.catalogs.queries import shared
from clinic_portal.contracts.catalogs import (
    CatalogImported,
    CatalogKind,
    GlobalPage,
    GlobalTerm,
    ImportReport,
    ImportTerm,
    Interaction,
    TermQuery,
    WriteTerm,
)
from clinic_portal.foundation.cache import drop
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.refusals import NotAllowed
from clinic_portal.foundation.tenancy import HOUSE, inside
from clinic_portal.foundation.work import work


class Sharing:
    """`operator_url` is empty where nobody may change what all clinics share."""

    def __init__(self, operator_url: str = "") -> None:
        self._operator_url = operator_url

    def global_terms(self, query: TermQuery) -> GlobalPage:
        with self._as_operator() as link:
            return shared.terms(link, query)

    def global_term(self, kind: CatalogKind, term_id: int) -> GlobalTerm:
        with self._as_operator() as link:
            return shared.get_term(link, kind, term_id)

    def write_term(self, command: WriteTerm) -> GlobalTerm:
        with self._as_operator() as link:
            written = write_term(link, command)
        new = int(command.term_id is None)
        self._tell(CatalogImported(catalog=command.kind, code_system=command.code_system, added=new, changed=1 - new))
        return written

    def import_terms(self, kind: CatalogKind, code_system: str, terms: tuple[ImportTerm, ...]) -> ImportReport:
        with self._as_operator() as link:
            report = import_terms(link, kind, code_system, terms)
        if report.added or report.changed:
            self._tell(
                CatalogImported(catalog=kind, code_system=code_system, added=report.added, changed=report.changed)
            )
        return report

    def import_interactions(self, interactions: tuple[Interaction, ...]) -> ImportReport:
        with self._as_operator() as link:
            return import_interactions(link, interactions)

    @contextmanager
    def _as_operator(self) -> Iterator[psycopg.Connection[Any]]:
        if not self._operator_url:
            raise NotAllowed
        with psycopg.connect(self._operator_url, connect_timeout=5) as link:
            yield link

    def _tell(self, event: CatalogImported) -> None:
        with inside(HOUSE):
            drop(REGION)
            with work():
                publish(event)
