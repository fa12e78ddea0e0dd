"""Made-up people: believable names, a phone each, ages of a real waiting room."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from clinic_portal.cli.seed.names import MEN, MEN_TWICE, SURNAMES, WOMEN, WOMEN_TWICE
from clinic_portal.contracts.patients import PatientFields, Sex
from clinic_portal.foundation.folding import folded

CHILDHOOD = 14 * 365
"""Days: until then the paediatrician sees one."""
_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"
"""The check letter of a Spanish DNI is the number modulo 23."""
_NOTES = (
    "Alergia a la penicilina.", "Prefiere citas por la mañana.", "Viene con su hija, que le acompaña.",
    "Hipertensión en tratamiento.", "Usa silla de ruedas: reservar la sala de la planta baja.",
    "Llamar mejor por la tarde.", "Pendiente de traer la analítica.", "Diabetes tipo 2 desde 2014.",
    "Habla mejor inglés que español.", "Viene de parte de su médico de cabecera.", "Toma anticoagulantes.",
    "Miedo a las agujas: explicar con calma.", "Revisión anual de empresa.",
)  # fmt: skip


def people(chance: random.Random, today: date, first_phone: int) -> Iterator[PatientFields]:
    """A million people, each with a phone of their own among the million from `first_phone` on."""
    for number in range(1_000_000):
        yield _person(chance, today, f"+34{first_phone + (number * 617_993 + 345_678) % 1_000_000}")


def _person(chance: random.Random, today: date, phone: str) -> PatientFields:
    sex = chance.choice((Sex.FEMALE, Sex.MALE))
    given, family = given_name(chance, sex), f"{surname(chance)} {surname(chance)}"
    return PatientFields(
        given=given,
        family=family,
        phone=phone,
        email=_email(chance, given, family, phone) if chance.random() < 0.6 else "",
        birth_date=_birth_date(chance, today) if chance.random() < 0.9 else None,
        sex=sex,
        document=_document(chance) if chance.random() < 0.7 else "",
        language="en" if chance.random() < 0.04 else "es",
        notes=chance.choice(_NOTES) if chance.random() < 0.22 else "",
    )


def given_name(chance: random.Random, sex: Sex) -> str:
    once, twice = (WOMEN, WOMEN_TWICE) if sex is Sex.FEMALE else (MEN, MEN_TWICE)
    return chance.choice(twice) if chance.random() < 0.22 else _weighted(chance, once)


def surname(chance: random.Random) -> str:
    return _weighted(chance, SURNAMES)


def _weighted(chance: random.Random, names: tuple[str, ...]) -> str:
    """The first of a list are the most common, as in life."""
    return names[int(len(names) * chance.random() ** 1.7)]


def _birth_date(chance: random.Random, today: date) -> date:
    """One in five is a child."""
    youngest, oldest, most = (
        (60, CHILDHOOD, CHILDHOOD // 2) if chance.random() < 0.2 else (CHILDHOOD, 95 * 365, 45 * 365)
    )
    return today - timedelta(days=int(chance.triangular(youngest, oldest, most)))


def _document(chance: random.Random) -> str:
    number = chance.randrange(10_000_000, 79_999_999)
    return f"{number}{_LETTERS[number % 23]}"


def _email(chance: random.Random, given: str, family: str, phone: str) -> str:
    name = folded(given).split()[0], folded(family).split()[0]
    return f"{'.'.join(name)}{phone[-3:]}@{chance.choice(('correo', 'buzon', 'mail'))}.example"
