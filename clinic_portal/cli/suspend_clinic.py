"""`suspend-clinic` and `reopen-clinic`: close a clinic to its people, and let them in again, as an operator."""

import click

from clinic_portal.cli.in_portal import in_portal
from clinic_portal.contracts.clinics import ClinicsContract, SuspendClinic
from clinic_portal.foundation.directory import find


@click.command("suspend-clinic")
@click.argument("slug")
@click.argument("reason")
@in_portal
def suspend_clinic(*, slug: str, reason: str) -> None:
    """Close the clinic SLUG to its people from their next request on; REASON is kept in the record."""
    find(ClinicsContract).suspend_clinic(SuspendClinic(slug=slug, reason=reason))
    click.echo(f"{slug} is suspended")


@click.command("reopen-clinic")
@click.argument("slug")
@in_portal
def reopen_clinic(*, slug: str) -> None:
    """Let the people of the clinic SLUG in again."""
    find(ClinicsContract).reopen_clinic(slug)
    click.echo(f"{slug} is open")
