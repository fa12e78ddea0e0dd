"""`flag`: switch a feature on or off for one clinic, or see what is on."""

import click

from clinic_portal.cli.in_portal import in_portal
from clinic_portal.contracts.clinics import ClinicsContract, Flag
from clinic_portal.foundation.directory import find


@click.command(epilog=f"KEY is one of: {', '.join(Flag)}.")
@click.argument("clinic")
@click.argument("key", required=False)
@click.argument("state", type=click.Choice(["on", "off"]), required=False)
@in_portal
def flag(*, clinic: str, key: str | None, state: str | None) -> None:
    """Switch KEY on or off for CLINIC; with CLINIC alone, list what is on."""
    if key and not state:
        raise click.UsageError("say on or off")
    clinics = find(ClinicsContract)
    if key:
        clinics.switch_flag(clinic, key, on=state == "on")
    for name in sorted(clinics.registered_clinic(clinic).flags):
        click.echo(f"{name} is on")
