"""Many clinics at once, as many processes as cores; the user who measures gets a password of this run."""

import multiprocessing
import os
import secrets

import click

from clinic_portal.cli.import_diseases import bring_diseases
from clinic_portal.cli.seed.clinic import make_clinic
from clinic_portal.cli.seed.procedures import CODE_SYSTEM, procedures
from clinic_portal.cli.seed.sizes import REFERENCE, Plan, Size, plans
from clinic_portal.contracts.catalogs import CatalogKind, CatalogsContract
from clinic_portal.contracts.clinics import ClinicsContract
from clinic_portal.contracts.identity import CreateUser, EmailTaken, IdentityContract, JoinClinic, Role
from clinic_portal.foundation.database import db
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.tenancy import inside

EMAIL = f"bench@{REFERENCE}.example"


def seed_size(size: Size) -> None:
    """Diseases, procedures and clinics; each clinic is made by one process, the largest first."""
    bring_diseases()
    find(CatalogsContract).import_terms(CatalogKind.PROCEDURES, CODE_SYSTEM, procedures())
    # The children must not share the parent's connections.
    db.engine.dispose()
    all_plans, rows = list(plans(size)), 0
    with (
        multiprocessing.get_context("fork").Pool(os.cpu_count()) as pool,
        click.progressbar(length=sum(plan.patients for plan in all_plans), label="clinics") as bar,
    ):
        for made, plan in pool.imap_unordered(_make, all_plans):
            rows += made
            bar.update(plan.patients)
    click.echo(f"{len(all_plans)} clinics, {rows} patients and appointments")
    _hire()


def _make(plan: Plan) -> tuple[int, Plan]:
    return make_clinic(plan), plan


def _hire() -> None:
    """A receptionist of the reference clinic; an old one keeps their password."""
    password = secrets.token_urlsafe(15)
    try:
        user_id = find(IdentityContract).create_user(CreateUser(email=EMAIL, name="Berta Banco", password=password))
    except EmailTaken:
        return
    clinic = find(ClinicsContract).find_clinic(REFERENCE)
    assert clinic is not None
    with inside(clinic.id):
        find(IdentityContract).join_clinic(JoinClinic(user_id=user_id, role=Role.RECEPTIONIST))
    click.echo(f"{EMAIL} signs in with {password}")
