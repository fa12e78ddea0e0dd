"""One clinic of a seeded size, made through the doors; its diary is written straight."""

import random
from datetime import time
from itertools import islice

from clinic_portal.cli.seed.bulk_diary import write_years
from clinic_portal.cli.seed.grid import MINUTES
from clinic_portal.cli.seed.names import SURNAMES
from clinic_portal.cli.seed.people import people
from clinic_portal.cli.seed.sizes import Plan
from clinic_portal.contracts.agenda import AddAppointmentType, AgendaContract
from clinic_portal.contracts.catalogs import Arrangement, ArrangeTerm, CatalogKind, CatalogsContract, TermQuery
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
FIRST_PHONE = 600_000_000
OVERRIDES = 40
_WEEK = tuple((day, opens, closes) for day in range(7) for opens, closes in ((time(9), time(14)), (time(15), time(20))))


def make_clinic(plan: Plan) -> int:
    """Gives how many rows of patients and appointments it made; what is there stays as it is."""
    clinics, name = find(ClinicsContract), f"Clínica {SURNAMES[plan.number % 100]} {plan.number}"
    clinic = clinics.find_clinic(plan.slug) or clinics.create_clinic(CreateClinic(slug=plan.slug, name=name))
    # Two stays: the house is read once in a stay, and here it changes.
    with inside(clinic.id):
        if not clinics.directory().branches:
            _furnish(plan)
    with inside(clinic.id):
        return 0 if find(PatientsContract).page("", size=1).total else _fill(plan)


def _furnish(plan: Plan) -> None:
    clinics, agenda = find(ClinicsContract), find(AgendaContract)
    branch = clinics.add_branch(AddBranch(name="Central", address="Calle Mayor 1", phone="+34910000000", hours=_WEEK))
    rooms = [
        clinics.add_room(AddRoom(branch_id=branch.id, name=f"Consulta {number + 1}")).id for number in range(plan.rooms)
    ]
    for number in range(plan.practitioners):
        clinics.add_practitioner(
            AddPractitioner(
                branch_id=branch.id,
                name=f"Dra. {SURNAMES[number]} {SURNAMES[-1 - number]}",
                specialty="Medicina general",
                hue=number % HUES + 1,
                room_id=rooms[number % plan.rooms],
            )
        )
    for number, name in enumerate(("Consulta", "Revisión", "Primera visita")):
        agenda.add_type(AddAppointmentType(name=name, minutes=MINUTES, hue=number + 1))
    _override(plan)


def _override(plan: Plan) -> None:
    """Forty procedures, other ones in each clinic: most with an alias, some hidden."""
    catalogs = find(CatalogsContract)
    terms = catalogs.terms(TermQuery(kind=CatalogKind.PROCEDURES, size=200)).terms
    chosen = random.Random(plan.number).sample(terms, min(OVERRIDES, len(terms)))  # noqa: S311  # the same each time
    catalogs.arrange_each(
        CatalogKind.PROCEDURES,
        tuple(
            ArrangeTerm(
                kind=CatalogKind.PROCEDURES,
                term_id=term.id,
                arrangement=Arrangement(visible=place % 10 != 0, alias=f"{term.name} ({plan.slug})"),
            )
            for place, term in enumerate(chosen)
        ),
    )


def _fill(plan: Plan) -> int:
    house, chance = find(ClinicsContract).directory(), random.Random(plan.number)  # noqa: S311  # the same each time
    everybody = people(chance, today(house.clinic.time_zone), FIRST_PHONE)
    patients: list[int] = []
    while part := tuple(islice(everybody, min(BATCH, plan.patients - len(patients)))):
        patients.extend(find(PatientsContract).bring(part))
    kinds = tuple(kind.id for kind in find(AgendaContract).types())
    return len(patients) + write_years(chance, plan, house, (tuple(patients), kinds))
