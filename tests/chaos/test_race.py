"""Sixteen desks want the same hundred times at once: one of them gets each, and nobody waits in a circle."""

from datetime import datetime, timedelta

import pytest
from flask import Flask

from clinic_portal.contracts.agenda import AgendaContract, BookAppointment, SlotTaken
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.tenancy import inside
from tests.chaos.crowd import WRITERS, all_at_once, deadlocks, lord
from tests.stand.cast import House
from tests.stand.servers import Addresses
from tests.stand.walk import noon

SLOTS = 100
PER_DAY = 8
OVERLAPS = "SELECT count(*) FROM {0} a JOIN {0} b ON a.{1} < b.{1} AND a.who = b.who AND a.during && b.during"


def slot(number: int) -> datetime:
    """Slots an hour apart, and long enough for wishes that begin up to twenty minutes later."""
    return noon(2 + number // PER_DAY) - timedelta(hours=3) + timedelta(hours=number % PER_DAY)


@pytest.mark.slow
def test_one_winner_for_each_time(crowd: Flask, norte: House, addresses: Addresses) -> None:
    won: list[int] = []
    lost: list[int] = []
    broken: list[str] = []

    def book(writer: int, number: int) -> None:
        wish = BookAppointment(
            idempotency_key=new_id(),
            patient_id=norte.patients[writer % 2],
            practitioner_id=norte.practitioners[number % 2],
            room_id=norte.rooms[0],
            type_id=norte.visit,
            starts_at=slot(number) + timedelta(minutes=10 * (writer % 3)),
            minutes=30,
        )
        try:
            with crowd.app_context(), inside(norte.id):
                find(AgendaContract).book(wish)
        except SlotTaken:
            lost.append(number)
        except Exception as error:  # noqa: BLE001  # a writer's thread: whatever else happens is looked at below
            broken.append(f"{type(error).__name__} {error}")
        else:
            won.append(number)

    all_at_once(book, SLOTS)
    assert broken == []
    assert sorted(won) == list(range(SLOTS))
    assert len(lost) == SLOTS * (WRITERS - 1)
    for resource in ("practitioner_id", "room_id"):
        assert overlaps(crowd, addresses, resource) == 0
    assert deadlocks(crowd, addresses) == 0


def overlaps(app: Flask, addresses: Addresses, resource: str) -> int:
    held = f"(SELECT id, {resource} AS who, tstzrange(starts_at, ends_at) AS during FROM agenda.appointment)"
    with lord(app, addresses) as connection:
        return connection.execute(OVERLAPS.format(held, "id")).fetchone()[0]


def test_the_naive_twin_books_twice(app: Flask, addresses: Addresses) -> None:
    """Look whether it is free, then write: without lock and constraint the same crowd overlaps."""
    with lord(app, addresses) as connection:
        connection.execute("CREATE TABLE naive (id bigint GENERATED ALWAYS AS IDENTITY, who int, during tstzrange)")
    links = [lord(app, addresses) for _ in range(WRITERS)]

    def book(writer: int, number: int) -> None:
        begins = slot(number) + timedelta(minutes=10 * (writer % 3))
        values = {"who": number % 2, "begins": begins, "ends": begins + timedelta(minutes=30)}
        taken = "SELECT 1 FROM naive WHERE who = %(who)s AND during && tstzrange(%(begins)s, %(ends)s)"
        if links[writer].execute(taken, values).fetchone() is None:
            insert = "INSERT INTO naive (who, during) VALUES (%(who)s, tstzrange(%(begins)s, %(ends)s))"
            links[writer].execute(insert, values)

    all_at_once(book, SLOTS)
    for link in links:
        link.close()
    with lord(app, addresses) as connection:
        assert connection.execute(OVERLAPS.format("naive", "id")).fetchone()[0] > 0
