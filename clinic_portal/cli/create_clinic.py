"""`create-clinic`: open a new clinic, as an operator."""

import click

from clinic_portal.cli.in_portal import in_portal
from clinic_portal.contracts.clinics import ClinicsContract, CreateClinic
from clinic_portal.foundation.directory import find


@click.command("create-clinic")
@click.argument("slug")
@click.argument("name")
@click.option("--language", type=click.Choice(["es", "en"]), default="es", show_default=True)
@click.option("--country", default="ES", show_default=True, help="ISO 3166, two letters.")
@click.option("--currency", default="EUR", show_default=True, help="ISO 4217, three letters.")
@click.option("--time-zone", default="Europe/Madrid", show_default=True, help="A name of the IANA list.")
@in_portal
def create_clinic(*, slug: str, name: str, language: str, country: str, currency: str, time_zone: str) -> None:
    """Open the clinic NAME under the address /c/SLUG."""
    command = CreateClinic(
        slug=slug, name=name, language=language, country=country, currency=currency, time_zone=time_zone
    )
    clinic = find(ClinicsContract).create_clinic(command)
    click.echo(f"{clinic.name} is open at /c/{clinic.slug}/agenda (clinic {clinic.id})")
