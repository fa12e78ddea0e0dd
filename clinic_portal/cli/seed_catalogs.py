"""`seed-catalogs`: fill the global catalogs with the portal's own data, as an operator; safe to run twice."""

import click

from clinic_portal.cli.in_portal import in_portal
from clinic_portal.cli.seed.catalog.bring import bring_catalogs


@click.command()
@in_portal
def seed_catalogs() -> None:
    """Bring in medications with their interactions, allergens, procedures and treatment templates."""
    for name, report in bring_catalogs().items():
        click.echo(f"{name}: {report.added} added, {report.changed} changed, {report.unchanged} unchanged")
