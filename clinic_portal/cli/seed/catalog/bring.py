"""The portal's own data come into the global catalogs, as an operator; the second time changes nothing."""

from collections.abc import Callable

import click

from clinic_portal.cli.seed.catalog import reader
from clinic_portal.contracts.catalogs import CatalogKind, CatalogsContract, ImportReport, ImportTerm
from clinic_portal.foundation.directory import find

CATALOGS: tuple[tuple[CatalogKind, str, Callable[[], tuple[ImportTerm, ...]]], ...] = (
    (CatalogKind.MEDICATIONS, "portal-rx", reader.medications),
    (CatalogKind.ALLERGENS, "portal-al", reader.allergens),
    (CatalogKind.PROCEDURES, "portal-px", reader.procedures),
    (CatalogKind.TREATMENT_TEMPLATES, "portal-tx", reader.treatment_templates),
)
"""(catalog, code system, what reads its terms)."""


def bring_catalogs() -> dict[str, ImportReport]:
    """Import each catalog, all or nothing, with a bar that shows how far it is; gives a report for each."""
    reports = {}
    with click.progressbar(length=len(CATALOGS) + 1, label="catalogs") as bar:
        for kind, code_system, terms in CATALOGS:
            reports[kind.value] = find(CatalogsContract).import_terms(kind, code_system, terms())
            bar.update(1)
        reports["interactions"] = find(CatalogsContract).import_interactions(reader.interactions())
        bar.update(1)
    return reports
