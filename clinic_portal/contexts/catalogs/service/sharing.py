"""The global catalog for operators: under their own role, told to the house once it is committed."""

from clinic_portal.contexts.catalogs.commands.import_interactions import import_interactions
from clinic_portal.contexts.catalogs.commands.import_terms import import_terms
from clinic_portal.contexts.catalogs.commands.write_term import write_term
from clinic_portal.contexts.catalogs.queries import shared
from clinic_portal.contexts.catalogs.service.operating import Operating
from clinic_portal.contracts.catalogs import (
    CatalogImported,
    CatalogKind,
    CatalogVerb,
    GlobalPage,
    GlobalTerm,
    ImportReport,
    ImportTerm,
    Interaction,
    TermQuery,
    WriteTerm,
)
from clinic_portal.foundation.record import Json


class Sharing(Operating):
    """One term at a time, or whole lists at once."""

    def global_terms(self, query: TermQuery) -> GlobalPage:
        with self._as_operator() as link:
            return shared.terms(link, query)

    def global_term(self, kind: CatalogKind, term_id: int) -> GlobalTerm:
        with self._as_operator() as link:
            return shared.get_term(link, kind, term_id)

    def write_term(self, command: WriteTerm) -> GlobalTerm:
        new = int(command.term_id is None)
        thing = f"{command.kind} {command.code_system} {command.term.code}"
        with self._recorded(CatalogVerb.ADD if new else CatalogVerb.CHANGE, thing) as doing:
            before = None if command.term_id is None else shared.get_term(doing.link, command.kind, command.term_id)
            written = write_term(doing.link, command)
            doing.tell(_said(before), _said(written))
        self._tell(CatalogImported(catalog=command.kind, code_system=command.code_system, added=new, changed=1 - new))
        return written

    def import_terms(self, kind: CatalogKind, code_system: str, terms: tuple[ImportTerm, ...]) -> ImportReport:
        with self._recorded(CatalogVerb.IMPORT, f"{kind} {code_system}") as doing:
            report = import_terms(doing.link, kind, code_system, terms)
            doing.tell({"added": 0, "changed": 0}, {"added": report.added, "changed": report.changed})
        if report.added or report.changed:
            self._tell(
                CatalogImported(catalog=kind, code_system=code_system, added=report.added, changed=report.changed)
            )
        return report

    def import_interactions(self, interactions: tuple[Interaction, ...]) -> ImportReport:
        with self._recorded(CatalogVerb.IMPORT, "interactions") as doing:
            report = import_interactions(doing.link, interactions)
            doing.tell({"added": 0, "changed": 0}, {"added": report.added, "changed": report.changed})
        return report


def _said(term: GlobalTerm | None) -> Json:
    """What the record says of a term."""
    return None if term is None else term.model_dump(mode="json", exclude={"id", "kind"})
