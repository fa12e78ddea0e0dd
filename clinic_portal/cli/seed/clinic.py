"""One clinic of a seeded size, made through the doors; its diary is written straight."""

import random
from datetime import time
from itertools import batched

from clinic_portal.cli.seed.bulk_diary import write_years
from clinic_portal.cli.seed.names import SURNAMES
from clinic_portal.cli.seed.people import people
from clinic_portal.cli.seed.sizes import Plan
from clinic_portal.contracts.agenda import AddAppointmentType, AgendaContract
from clinic_portal.contracts.catalogs import CatalogKind, CatalogsContract, OverrideTerm, TermQuery
from clinic_portal.contracts.clinics import (
    HUES,
    AddBranch,
    AddPractitioner,
    AddRoom,
    ClinicsContract,
    CreateClinic,
)
from clinic_portal.contracts.patients import PatientsContract
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.tenancy import inside

BATCH = 2_000
OVERRIDES = 40
_WEEK = tuple((day, opens, closes) for day in range(7) for opens, closes in ((time(9), time(14)), (time(15), time(20))))


def make_clinic(plan: Plan) -> int:
    """Gives how many rows of patients and appointments it made; a clinic that is there stays as it is."""
    clinics = find(ClinicsContract)
    if clinics.find_clinic(plan.slug):
        return 0
    clinic = clinics.create_clinic(CreateClinic(slug=plan.slug, name=f"Clínica {SURNAMES[plan.number % 100]} {plan.number}"))
    with inside(clinic.id):
        _furnish(plan)
    with inside(clinic.id):
        return _fill(plan)
