"""`import-diseases`: fill the global catalog of diseases, as an operator; safe to run twice."""

from itertools import islice

import click

from clinic_portal.cli.cie import CODE_SYSTEM, diseases
from clinic_portal.cli.in_portal import in_portal
from clinic_portal.contracts.catalogs import CatalogKind, CatalogsContract, ImportReport
from clinic_portal.foundation.directory import find

BATCH = 2000


@click.command()
@in_portal
def import_diseases() -> None:
    """Bring in the Spanish ICD-10 of the installed package `cie`."""
    report = bring_diseases()
    click.echo(f"diseases: {report.added} added, {report.changed} changed, {report.unchanged} unchanged")


def bring_diseases() -> ImportReport:
    """Import batch by batch, each all or nothing, with a bar that shows how far it is."""
    terms = tuple(diseases())
    totals = [0, 0, 0]
    with click.progressbar(length=len(terms), label="diseases") as bar:
        rest = iter(terms)
        while batch := tuple(islice(rest, BATCH)):
            done = find(CatalogsContract).import_terms(CatalogKind.DISEASES, CODE_SYSTEM, batch)
            totals = [sum(pair) for pair in zip(totals, (done.added, done.changed, done.unchanged), strict=True)]
            bar.update(len(batch))
    return ImportReport(added=totals[0], changed=totals[1], unchanged=totals[2])
