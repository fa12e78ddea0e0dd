"""Sixteen desks want a room of three, one of two machines, a seat of five: exactly so many get it, without a circle."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from clinic_portal.contracts.agenda import AgendaContract, BookAppointment, SlotTaken
from clinic_portal.contracts.clinics import AddPractitioner, ClinicsContract
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.tenancy import inside
from tests.agenda.capacity import kind, machine, roomy
from tests.chaos.crowd import WRITERS, all_at_once, deadlocks, lord
from tests.chaos.test_race import slot
from tests.stand.cast import House
from tests.stand.servers import Addresses

SLOTS = 20
MOST = {"room": 3, "equipment": 2, "seats": 5}
Wanted = Callable[[int, int], dict[str, object]]


def furnish(house: House, what: str) -> Wanted:
    """What writer `w` wants in slot `n` where only `what` is scarce; the times overlap, those of a group are one."""
    clinics = find(ClinicsContract)
    staff = [
        clinics.add_practitioner(AddPractitioner(branch_id=house.branch, name=f"Dra. {number}")).id
        for number in range(WRITERS)
    ]
    roomy(house.rooms[0], MOST["room"] if what == "room" else WRITERS)
    machines = (machine(house, MOST["equipment"]).id,) if what == "equipment" else ()
    seats = MOST["seats"] if what == "seats" else 1
    type_id = kind("Escaso", seats=seats, equipment_ids=machines, buffer_after=5).id

    def wanted(writer: int, number: int) -> dict[str, object]:
        later = timedelta(0) if what == "seats" else timedelta(minutes=10 * (writer % 3))
        return {
            "practitioner_id": staff[0] if what == "seats" else staff[writer],
            "room_id": house.rooms[0],
            "type_id": type_id,
            "starts_at": slot(number) + later,
        }

    return wanted


@pytest.mark.slow
@pytest.mark.parametrize("what", list(MOST))
def test_as_many_winners_as_there_are_places(crowd: Flask, norte: House, addresses: Addresses, what: str) -> None:
    with crowd.app_context(), inside(norte.id):
        wanted = furnish(norte, what)
    won: list[tuple[int, int]] = []
    lost: list[int] = []
    broken: list[str] = []

    def book(writer: int, number: int) -> None:
        patient = norte.patients[writer % 2]
        wish = BookAppointment(idempotency_key=new_id(), patient_id=patient, minutes=30, **wanted(writer, number))
        try:
            with crowd.app_context(), inside(norte.id):
                won.append((number, find(AgendaContract).book(wish).id))
        except SlotTaken:
            lost.append(number)
        except Exception as error:  # noqa: BLE001  # a writer's thread: whatever else happens is looked at below
            broken.append(f"{type(error).__name__} {error}")

    all_at_once(book, SLOTS)
    assert broken == []
    assert Counter(number for number, _ in won) == dict.fromkeys(range(SLOTS), MOST[what])
    assert len(lost) == SLOTS * (WRITERS - MOST[what])
    with lord(crowd, addresses) as connection:
        stored = {id_ for (id_,) in connection.execute("SELECT id FROM agenda.appointment WHERE holds")}
    assert stored == {id_ for _, id_ in won}, "what was acknowledged is stored, and nothing else"
    assert deadlocks(crowd, addresses) == 0


@pytest.mark.parametrize("what", list(MOST))
def test_the_naive_twin_lets_more_in(app: Flask, addresses: Addresses, what: str) -> None:
    """Count, and write while there is room: without lock and lanes the same crowd is let in."""
    with lord(app, addresses) as connection:
        connection.execute("CREATE TABLE naive (id bigint GENERATED ALWAYS AS IDENTITY, during tstzrange)")
    links = [lord(app, addresses) for _ in range(WRITERS)]

    def book(writer: int, number: int) -> None:
        begins = slot(number)
        values = {"begins": begins, "ends": begins + timedelta(minutes=30)}
        many = "SELECT count(*) FROM naive WHERE during && tstzrange(%(begins)s, %(ends)s)"
        if links[writer].execute(many, values).fetchone()[0] < MOST[what]:
            links[writer].execute("INSERT INTO naive (during) VALUES (tstzrange(%(begins)s, %(ends)s))", values)

    all_at_once(book, SLOTS)
    for link in links:
        link.close()
    with lord(app, addresses) as connection:
        fullest = connection.execute("SELECT count(*) FROM naive GROUP BY during ORDER BY 1 DESC LIMIT 1").fetchone()
    assert fullest[0] > MOST[what]
