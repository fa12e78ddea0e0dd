"""The demo's data, made through the doors; only the diary is written straight. What is there already stays."""

import random
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

import click

from clinic_portal.cli.import_diseases import bring_diseases
from clinic_portal.cli.seed import diary, recalls, requests, shared, views, waiting
from clinic_portal.cli.seed.appointments import Clinic, desk_moment, diary as make_diary
from clinic_portal.cli.seed.cast import (
    CLINICS,
    KINDS,
    ONLINE,
    OPERATOR,
    PASSWORD,
    STAFF,
    BranchPlan,
    ClinicPlan,
    Doctor,
)
from clinic_portal.cli.seed.catalog.bring import bring_catalogs
from clinic_portal.cli.seed.people import people
from clinic_portal.contracts.agenda import AddAppointmentType, AgendaContract
from clinic_portal.contracts.clinics import (
    AddBranch,
    AddPractitioner,
    AddRoom,
    ClinicsContract,
    ClinicSearch,
    CreateClinic,
)
from clinic_portal.contracts.identity import CreateUser, EmailTaken, IdentityContract, JoinClinic
from clinic_portal.contracts.patients import (
    PatientFields,
    PatientsContract,
    PatientView,
    PossibleDuplicates,
    RegisterPatient,
)
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.tenancy import inside

SEED = 20_261_124


def seed_demo() -> None:
    """Clinics, catalogs, people, and a diary around today."""
    bring_diseases()
    bring_catalogs()
    ids = {plan.slug: _opened(plan) for plan in CLINICS}
    staff = _hire(ids)
    _appoint()
    for plan in CLINICS:
        # Two stays: the house is read once in a stay, and here it changes.
        with inside(ids[plan.slug]):
            _furnish(plan)
        with inside(ids[plan.slug]):
            _fill(plan, staff.get(f"recepcion@{plan.slug}.example"))


def _opened(plan: ClinicPlan) -> int:
    """The clinic's id, also while somebody who tries the demo has it suspended."""
    clinics = find(ClinicsContract)
    there = clinics.clinics(ClinicSearch(text=plan.slug)).entries
    found = next((entry for entry in there if entry.slug == plan.slug and entry.name), None)
    return (found or clinics.create_clinic(CreateClinic(slug=plan.slug, name=plan.name))).id


def _hire(ids: dict[str, int]) -> dict[str, int]:
    """The ids of those who are new, by e-mail."""
    identity, hired = find(IdentityContract), {}
    for email, name, places in STAFF:
        try:
            hired[email] = identity.create_user(CreateUser(email=email, name=name, password=PASSWORD))
        except EmailTaken:
            continue
        for slug, role in places:
            with inside(ids[slug]):
                identity.join_clinic(JoinClinic(user_id=hired[email], role=role))
    return hired


def _appoint() -> None:
    email, name = OPERATOR
    with suppress(EmailTaken):
        find(IdentityContract).create_user(CreateUser(email=email, name=name, password=PASSWORD, operator=True))


def _furnish(plan: ClinicPlan) -> None:
    if find(ClinicsContract).directory().branches:
        return
    for branch in plan.branches:
        _furnish_branch(branch)
    online = ONLINE in plan.flags
    shared.furnish(plan)
    shared.name_states()
    for name, minutes, hue in KINDS:
        machines = shared.needed_for(name)
        find(AgendaContract).add_type(
            AddAppointmentType(name=name, minutes=minutes, hue=hue, online=online, equipment_ids=machines)
        )
    shared.add_groups(plan)
    for flag in plan.flags:
        find(ClinicsContract).switch_flag(plan.slug, flag, on=True)
    if online:
        requests.open_online()
    views.arrange(plan.view)


def _furnish_branch(plan: BranchPlan) -> None:
    clinics = find(ClinicsContract)
    branch = clinics.add_branch(AddBranch(name=plan.name, address=plan.address, phone=plan.phone, hours=plan.hours))
    rooms = [clinics.add_room(AddRoom(branch_id=branch.id, name=name)).id for name in plan.rooms]
    for doctor in plan.doctors:
        clinics.add_practitioner(
            AddPractitioner(
                branch_id=branch.id,
                name=doctor.name,
                specialty=doctor.specialty,
                hue=doctor.hue,
                room_id=rooms[doctor.room],
            )
        )


def _fill(plan: ClinicPlan, user_id: int | None) -> None:
    """Patients and diary; the same on every machine on the same day."""
    if find(PatientsContract).page("").total:
        click.echo(f"{plan.name} has its patients already")
        return
    chance = random.Random(SEED + plan.phones)  # noqa: S311  # the same each time is what is wanted
    house = find(ClinicsContract).directory()
    made = people(chance, today(house.clinic.time_zone), plan.phones)
    with click.progressbar(islice(made, plan.patients), length=plan.patients, label=plan.name) as bar:
        patients = tuple(_registered(fields) for fields in bar)
    kinds = {kind.name: kind for kind in find(AgendaContract).types()}
    by_doctor = {doctor.name: tuple(kinds[name] for name in doctor.kinds) for doctor in _doctors(plan)}
    clinic = Clinic(house, patients, {one.id: by_doctor[one.name] for one in house.practitioners})
    entries = tuple(make_diary(chance, clinic))
    if ONLINE in plan.flags:
        entries = requests.one_asked(entries, house, desk_moment(house))
    diary.write(entries, user_id)
    recalls.some_due(house, patients)
    waiting.some_wait(house, patients)


def _doctors(plan: ClinicPlan) -> Iterator[Doctor]:
    for branch in plan.branches:
        yield from branch.doctors


def _registered(fields: PatientFields) -> PatientView:
    """Two of a name are two people here."""
    patients, command = find(PatientsContract), RegisterPatient(**fields.model_dump(), idempotency_key=new_id())
    try:
        return patients.register(command)
    except PossibleDuplicates as likely:
        others = tuple(one.patient.id for one in likely.likely)
        return patients.register(command.model_copy(update={"another_person": others}))
