"""How many clinics of which size: Zipf's law, the largest about fifty times the one in the middle."""

from collections.abc import Iterator
from dataclasses import dataclass

REFERENCE = "referencia"
A_DAY = 60
"""Appointments a day in the reference clinic, the largest."""
PRACTITIONERS, ROOMS = 20, 6
EACH_PATIENT = 2.5
"""Appointments, on the average."""
_FALL = 0.63
"""The exponent: 500 ** 0.63 is about fifty."""


@dataclass(frozen=True)
class Size:
    clinics: int
    patients: int


SIZES = {"small": Size(10, 10_000), "full": Size(1_000, 1_000_000)}


@dataclass(frozen=True)
class Plan:
    """One clinic: `a_day` appointments on each of `days` days, of which `ahead` are still to come."""

    number: int
    slug: str
    patients: int
    practitioners: int
    rooms: int
    a_day: float
    days: int

    @property
    def ahead(self) -> int:
        return min(60, self.days // 6)


def plans(size: Size) -> Iterator[Plan]:
    """The clinics from the largest down."""
    weights = [rank**-_FALL for rank in range(1, size.clinics + 1)]
    largest = size.patients / sum(weights)
    days = round(largest * EACH_PATIENT / A_DAY)
    for number, weight in enumerate(weights):
        rooms = max(1, round(ROOMS * weight))
        yield Plan(
            number=number,
            slug=REFERENCE if number == 0 else f"c{number:04}",
            patients=max(5, round(largest * weight)),
            practitioners=max(rooms, round(PRACTITIONERS * weight)),
            rooms=rooms,
            a_day=A_DAY * weight,
            days=days,
        )
