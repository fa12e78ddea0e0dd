"""A clinic grown large: forty practitioners, each with a room and fifteen appointments on one day."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import psycopg

from clinic_portal.contracts.clinics import AddPractitioner, AddRoom, ClinicsContract
from clinic_portal.foundation.clock import at_local
from clinic_portal.foundation.directory import find
from tests.stand.cast import House

DAY, ZONE = date(2031, 3, 3), "Europe/Madrid"
PRACTITIONERS, EACH = 40, 15
ROWS = PRACTITIONERS * EACH


def make_crowd(entered: Callable[[], AbstractContextManager[None]], house: House, database: str) -> list[int]:
    """The practitioners' ids; `entered()` is inside the clinic and an app's context, `database` a superuser's URL."""
    with entered():
        clinics = find(ClinicsContract)
        people, rooms = [*house.practitioners], [*house.rooms][: len(house.practitioners)]
        for number in range(len(people), PRACTITIONERS):
            rooms.append(clinics.add_room(AddRoom(branch_id=house.branch, name=f"Sala {number}")).id)
            added = AddPractitioner(branch_id=house.branch, name=f"Dra. Número {number}", hue=1 + number % 12)
            people.append(clinics.add_practitioner(added).id)
    with psycopg.connect(database, autocommit=True) as connection:
        connection.cursor().executemany(
            """INSERT INTO agenda.appointment (clinic_id, branch_id, practitioner_id, room_id, patient_id, type_id,
                                               starts_at, ends_at, status, created_at, updated_at)
               SELECT %s, %s, %s, %s, %s, %s, at, at + interval '20 min', 'booked', now(), now()
               FROM generate_series(0, %s) AS slot, LATERAL (SELECT %s + slot * interval '30 min') AS place (at)""",
            [
                (house.id, house.branch, person, room, house.patients[number % len(house.patients)], house.visit,
                 EACH - 1, at_local(DAY, 9 * 60, ZONE))
                for number, (person, room) in enumerate(zip(people, rooms, strict=True))
            ],
        )  # fmt: skip
    return people
