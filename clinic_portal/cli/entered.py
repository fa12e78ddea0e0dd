"""A command inside a clinic that it names by its slug."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from clinic_portal.contracts.clinics import ClinicsContract, ClinicView
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.tenancy import inside


@contextmanager
def entered(slug: str) -> Iterator[ClinicView]:
    """Inside the clinic; ends the command with a sentence when there is none."""
    clinic = find(ClinicsContract).find_clinic(slug)
    if clinic is None:
        raise click.ClickException(f"there is no clinic {slug!r}, or it is suspended")
    with inside(clinic.id):
        yield clinic
