"""The demo's fixed cast: two clinics with their houses and the people who work there."""

from dataclasses import dataclass
from datetime import time

from clinic_portal.cli.seed import views
from clinic_portal.contracts.identity import Role

PASSWORD = "clinica-demo"  # noqa: S105  # everybody knows it; identity takes it in demo mode only
MORNING, AFTERNOON = (time(9), time(14)), (time(15, 30), time(20))
WEEK = tuple((day, *part) for day in range(7) for part in (MORNING, AFTERNOON))
WORKDAYS = tuple((day, *part) for day in range(5) for part in (MORNING, AFTERNOON))
SATURDAY = (5, *MORNING)

ONLINE = "agenda.online-booking"


@dataclass(frozen=True)
class Doctor:
    """`room` is the place of their room among the branch's; `kinds` are the kinds of appointment they have."""

    name: str
    specialty: str
    hue: int
    room: int
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class BranchPlan:
    """`places` are the rooms that take several at once, and how many."""

    name: str
    address: str
    phone: str
    hours: tuple[tuple[int, time, time], ...]
    rooms: tuple[str, ...]
    doctors: tuple[Doctor, ...]
    places: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class GroupPlan:
    """A kind that several come to at once."""

    name: str
    minutes: int
    hue: int
    seats: int


@dataclass(frozen=True)
class EquipmentPlan:
    """At a branch, how many there are, and the kinds that need it."""

    branch: str
    name: str
    many: int
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class ClinicPlan:
    """`patients` how many, `phones` where their numbers begin, `view` how they see the catalogs."""

    slug: str
    name: str
    branches: tuple[BranchPlan, ...]
    patients: int
    phones: int
    view: views.View
    groups: tuple[GroupPlan, ...] = ()
    equipment: tuple[EquipmentPlan, ...] = ()
    flags: tuple[str, ...] = ()


KINDS = (
    ("Primera visita", 45, 3),
    ("Consulta", 30, 1),
    ("Revisión", 20, 5),
    ("Urgencia", 20, 11),
    ("Control pediátrico", 30, 7),
    ("Fisioterapia", 45, 9),
    ("Limpieza dental", 40, 2),
    ("Endodoncia", 90, 12),
    ("Ecografía", 30, 6),
    ("Extracción de sangre", 10, 4),
)
"""(name, minutes, hue)."""
BACK_SCHOOL = "Escuela de espalda"
CHILDRENS_DOCTOR = "Pediatría"
_CHILDREN = ("Control pediátrico", "Control pediátrico", "Urgencia")
_GENERAL = ("Primera visita", "Consulta", "Consulta", "Revisión", "Revisión", "Urgencia")

NORTE = ClinicPlan(
    slug="norte",
    name="Clínica Norte",
    branches=(
        BranchPlan(
            "Centro",
            "Calle de Fuencarral 114, Madrid",
            "+34915550114",
            WEEK,
            ("Consulta 1", "Consulta 2", "Consulta 3", "Gabinete dental", "Sala de curas"),
            (
                Doctor("Dra. Elena Vega Prieto", "Medicina general", 1, 0, _GENERAL),
                Doctor("Dr. Marcos Soto Ibáñez", "Medicina general", 5, 1, _GENERAL),
                Doctor("Dra. Inés Calvo Ruiz", CHILDRENS_DOCTOR, 7, 2, _CHILDREN),
                Doctor("Dr. Hugo Ferrer Mora", "Odontología", 2, 3, ("Limpieza dental", "Revisión", "Endodoncia")),
                Doctor("Nuria Gil Campos", "Enfermería", 4, 4, ("Extracción de sangre", "Revisión", "Urgencia")),
            ),
            places=(("Sala de curas", 2),),
        ),
        BranchPlan(
            "Chamartín",
            "Paseo de la Habana 71, Madrid",
            "+34915550071",
            (*WORKDAYS, SATURDAY),
            ("Sala 1", "Sala 2", "Sala 3"),
            (
                Doctor("Dra. Rosa Núñez Aguilar", "Ginecología", 10, 0, ("Primera visita", "Ecografía", "Revisión")),
                Doctor("Dr. Iván Crespo Peña", "Traumatología", 3, 1, ("Primera visita", "Consulta", "Revisión")),
                Doctor("Leire Ochoa Lago", "Fisioterapia", 9, 2, ("Fisioterapia", BACK_SCHOOL)),
            ),
            places=(("Sala 3", 2),),
        ),
    ),
    patients=150,
    phones=611_000_000,
    view=views.NORTE,
    groups=(GroupPlan(BACK_SCHOOL, 60, 8, seats=6),),
    equipment=(
        EquipmentPlan("Chamartín", "Ecógrafo", 1, ("Ecografía",)),
        EquipmentPlan("Chamartín", "Juego de colchonetas", 2, (BACK_SCHOOL,)),
    ),
    flags=("agenda.week-strip", ONLINE),
)
SUR = ClinicPlan(
    slug="sur",
    name="Clínica Sur",
    branches=(
        BranchPlan(
            "Triana",
            "Calle Betis 22, Sevilla",
            "+34954550022",
            WEEK,
            ("Cubículo 1", "Cubículo 2", "Cubículo 3"),
            (
                Doctor("Dra. Lucía Soler Rojas", "Medicina general", 8, 0, _GENERAL),
                Doctor("Dr. Óscar Peña Durán", "Odontología", 6, 1, ("Limpieza dental", "Revisión", "Endodoncia")),
                Doctor("Carla Moya Bravo", "Fisioterapia", 12, 2, ("Fisioterapia", "Revisión")),
            ),
        ),
    ),
    patients=60,
    phones=622_000_000,
    view=views.SUR,
)
CLINICS = (NORTE, SUR)

STAFF: tuple[tuple[str, str, tuple[tuple[str, Role], ...]], ...] = (
    ("recepcion@norte.example", "Rocío Blanco Gil", (("norte", Role.RECEPTIONIST),)),
    ("doctora@norte.example", "Elena Vega Prieto", (("norte", Role.DOCTOR),)),
    ("admin@norte.example", "Andrés Nieto Cano", (("norte", Role.ADMIN),)),
    ("recepcion@sur.example", "Amparo Reyes Vidal", (("sur", Role.RECEPTIONIST),)),
    ("ambas@norte.example", "Julia Santos Rivera", (("norte", Role.RECEPTIONIST), ("sur", Role.RECEPTIONIST))),
)
"""(e-mail, name, (clinic, role)…)."""
OPERATOR = ("operacion@portal.example", "Olga Marín Prats")
"""(e-mail, name) of the person who runs the demo's portal, and works in no clinic."""
