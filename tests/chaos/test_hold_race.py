"""Half of sixteen desks hold a place before they book it, half book at once: as many get it as there are places."""

from collections import Counter
from datetime import timedelta

import pytest
from flask import Flask

from clinic_portal.contracts.agenda import AgendaContract, BookAppointment, HoldSlot, SlotTaken
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.tenancy import inside
from tests.chaos.crowd import WRITERS, all_at_once, deadlocks, lord
from tests.chaos.test_capacity_race import MOST, furnish
from tests.chaos.test_race import slot
from tests.stand.cast import House
from tests.stand.servers import Addresses

SLOTS = 10


@pytest.mark.slow
@pytest.mark.parametrize("what", list(MOST))
def test_who_holds_a_place_gets_it_and_nobody_else(crowd: Flask, norte: House, addresses: Addresses, what: str) -> None:
    with crowd.app_context(), inside(norte.id):
        wanted = furnish(norte, what)
    won: list[tuple[int, int]] = []
    held: list[int] = []
    broken: list[str] = []

    def take(writer: int, number: int) -> None:
        fields, key = {"minutes": 30, **wanted(writer, number)}, new_id() * 2
        patient = norte.patients[writer % 2]
        try:
            with crowd.app_context(), inside(norte.id):
                if writer % 2:
                    find(AgendaContract).hold(HoldSlot(key=key, **fields))
                    held.append(number)
                wish = BookAppointment(idempotency_key=new_id(), patient_id=patient, hold=key, **fields)
                won.append((number, find(AgendaContract).book(wish).id))
                if writer % 2:
                    held.remove(number)
        except SlotTaken:
            return
        except Exception as error:  # noqa: BLE001  # a writer's thread: whatever else happens is looked at below
            broken.append(f"{type(error).__name__} {error}")

    all_at_once(take, SLOTS)
    assert broken == []
    assert held == [], "a hold that was acknowledged is a place that can be booked"
    assert Counter(number for number, _ in won) == dict.fromkeys(range(SLOTS), MOST[what])
    with lord(crowd, addresses) as connection:
        stored = {id_ for (id_,) in connection.execute("SELECT id FROM agenda.appointment WHERE holds")}
        left = connection.execute("SELECT count(*) FROM agenda.slot_hold").fetchone()[0]
    assert stored == {id_ for _, id_ in won}
    assert left == 0
    assert deadlocks(crowd, addresses) == 0


def test_the_naive_twin_gives_one_place_to_many(app: Flask, addresses: Addresses) -> None:
    """Look whether somebody holds it, then hold it: without the schedules' locks the same crowd is let in."""
    with lord(app, addresses) as connection:
        connection.execute("CREATE TABLE naive_hold (id bigint GENERATED ALWAYS AS IDENTITY, during tstzrange)")
    links = [lord(app, addresses) for _ in range(WRITERS)]

    def hold(writer: int, number: int) -> None:
        values = {"begins": slot(number), "ends": slot(number) + timedelta(minutes=30)}
        looked = "SELECT 1 FROM naive_hold WHERE during && tstzrange(%(begins)s, %(ends)s)"
        if not links[writer].execute(looked, values).fetchone():
            links[writer].execute("INSERT INTO naive_hold (during) VALUES (tstzrange(%(begins)s, %(ends)s))", values)

    all_at_once(hold, SLOTS)
    for link in links:
        link.close()
    with lord(app, addresses) as connection:
        fullest = connection.execute("SELECT count(*) FROM naive_hold GROUP BY during ORDER BY 1 DESC LIMIT 1")
        assert fullest.fetchone()[0] > 1
