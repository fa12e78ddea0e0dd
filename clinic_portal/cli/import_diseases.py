"""`import-diseases`: fill the global catalog of diseases, as an operator; safe to run twice."""

import click

from clinic_portal.cli.bringing import announced, carry_out, stage
from clinic_portal.cli.cie import SOURCE, diseases, mapping, table
from clinic_portal.cli.in_portal import in_portal
from clinic_portal.contracts.catalogs import EditionState, ImportReport


@click.command()
@in_portal
def import_diseases() -> None:
    """Bring in the Spanish ICD-10 of the installed package `cie`."""
    report = bring_diseases()
    click.echo(f"diseases: {report.added} added, {report.changed} changed, {report.unchanged} unchanged")


def bring_diseases() -> ImportReport:
    """As an edition that retires nothing: what an official list or an operator added stays in use."""
    terms = diseases()
    staged = stage(announced(mapping(), SOURCE, table(), len(terms), partial=True), terms)
    if staged.state is EditionState.APPLIED:
        return ImportReport(added=0, changed=0, unchanged=staged.rows)
    done = carry_out(staged)
    return ImportReport(added=done.added, changed=done.changed, unchanged=done.unchanged)
