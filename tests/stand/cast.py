"""The fixed cast: a receptionist and a doctor of Clínica Norte, a receptionist of Clínica Sur, and some more."""

import json
from dataclasses import asdict, dataclass
from datetime import time

from flask import Flask

from clinic_portal.contracts.agenda import AddAppointmentType, AgendaContract
from clinic_portal.contracts.clinics import AddBranch, AddPractitioner, AddRoom, ClinicsContract, CreateClinic
from clinic_portal.contracts.identity import CreateUser, IdentityContract, JoinClinic, Role
from clinic_portal.contracts.patients import PatientsContract, RegisterPatient
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.tenancy import inside

PASSWORD = "una frase para pruebas"
RECEPTIONIST = "recepcion@norte.example"
DOCTOR = "doctora@norte.example"
ADMIN = "admin@norte.example"
STRANGER = "recepcion@sur.example"
SUR_ADMIN = "admin@sur.example"
BOTH = "ambas@norte.example"
OPERATOR = "operadora@portal.example"
ALL_DAY = tuple((weekday, time(8), time(20)) for weekday in range(7))


@dataclass(frozen=True)
class House:
    """A clinic of the cast by its ids: two practitioners, two rooms, one kind of appointment, two patients."""

    id: int
    slug: str
    branch: int
    rooms: tuple[int, int]
    practitioners: tuple[int, int]
    visit: int
    patients: tuple[int, int]


@dataclass(frozen=True)
class Cast:
    norte: House
    sur: House


def make_cast(app: Flask) -> Cast:
    """Furnish both clinics and hire everybody."""
    with app.app_context():
        cast = Cast(_house("norte", "Clínica Norte"), _house("sur", "Clínica Sur"))
        _hire(RECEPTIONIST, "Rosa Recepción", (cast.norte, Role.RECEPTIONIST))
        _hire(DOCTOR, "Dolores Doctora", (cast.norte, Role.DOCTOR))
        _hire(ADMIN, "Ada Admin", (cast.norte, Role.ADMIN))
        _hire(STRANGER, "Saúl Recepción", (cast.sur, Role.RECEPTIONIST))
        _hire(SUR_ADMIN, "Aurora Admin", (cast.sur, Role.ADMIN))
        _hire(BOTH, "Berta Ambas", (cast.norte, Role.RECEPTIONIST), (cast.sur, Role.RECEPTIONIST))
        find(IdentityContract).create_user(
            CreateUser(email=OPERATOR, name="Olga Operadora", password=PASSWORD, operator=True)
        )
        return cast


def _house(slug: str, name: str) -> House:
    clinics = find(ClinicsContract)
    clinic = clinics.create_clinic(CreateClinic(slug=slug, name=name))
    with inside(clinic.id):
        branch = clinics.add_branch(
            AddBranch(name="Centro", address="Calle Mayor 1", phone="+34911234567", hours=ALL_DAY)
        )
        rooms = [clinics.add_room(AddRoom(branch_id=branch.id, name=f"Cubículo {number}")).id for number in (1, 2)]
        doctors = [
            clinics.add_practitioner(AddPractitioner(branch_id=branch.id, name=name, hue=hue, room_id=room)).id
            for name, hue, room in (("Dra. Vega", 1, rooms[0]), ("Dr. Soto", 2, rooms[1]))
        ]
        visit = find(AgendaContract).add_type(AddAppointmentType(name="Consulta", minutes=30)).id
        patients = [_patient(given, family, phone).id for given, family, phone in PATIENTS[slug]]
    return House(clinic.id, slug, branch.id, tuple(rooms), tuple(doctors), visit, tuple(patients))


PATIENTS = {
    "norte": (("María José", "Núñez Álvarez", "611111111"), ("Iñaki", "García López", "622222222")),
    "sur": (("Lucía", "Ferrer Soler", "633333333"), ("Óscar", "Peña Díaz", "644444444")),
}


def _patient(given: str, family: str, phone: str):
    return find(PatientsContract).register(
        RegisterPatient(idempotency_key=new_id(), given=given, family=family, phone=phone, email="", birth_date=None)
    )


def _hire(email: str, name: str, *places: tuple[House, Role]) -> None:
    identity = find(IdentityContract)
    user_id = identity.create_user(CreateUser(email=email, name=name, password=PASSWORD))
    for house, role in places:
        with inside(house.id):
            identity.join_clinic(JoinClinic(user_id=user_id, role=role))


def to_json(cast: Cast) -> str:
    return json.dumps(asdict(cast))


def from_json(text: str) -> Cast:
    """The cast as another process made it."""
    houses = {
        name: House(**{field: tuple(value) if isinstance(value, list) else value for field, value in house.items()})
        for name, house in json.loads(text).items()
    }
    return Cast(**houses)
