"""Sixteen desks book one patient who is due, each at a time of its own: one booking stands."""

from collections import Counter

import pytest
from flask import Flask

from clinic_portal.contracts.agenda import AgendaContract, BookAppointment
from clinic_portal.contracts.agenda.recalls import AddRecall, RecallSettled
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.tenancy import inside
from tests.agenda.capacity import kind
from tests.chaos.crowd import WRITERS, all_at_once, deadlocks, lord
from tests.chaos.test_race import slot
from tests.stand.cast import House
from tests.stand.servers import Addresses

RECALLS = 6


@pytest.mark.slow
def test_one_desk_books_a_recall(crowd: Flask, norte: House, addresses: Addresses) -> None:
    won: list[tuple[int, int]] = []
    broken: list[str] = []
    with crowd.app_context(), inside(norte.id):
        due = [_due(norte, kind(f"Control {number}").id) for number in range(RECALLS)]

    def book(writer: int, number: int) -> None:
        recall = due[number]
        wish = BookAppointment(
            idempotency_key=new_id(), patient_id=recall.patient_id, practitioner_id=norte.practitioners[writer % 2],
            type_id=recall.type_id, starts_at=slot(number * WRITERS + writer), minutes=30, recall_id=recall.id,
        )  # fmt: skip
        try:
            with crowd.app_context(), inside(norte.id):
                won.append((recall.id, find(AgendaContract).book(wish).id))
        except RecallSettled:
            return
        except Exception as error:  # noqa: BLE001  # a writer's thread: whatever else happens is looked at below
            broken.append(f"{type(error).__name__} {error}")

    all_at_once(book, RECALLS)
    assert broken == []
    with lord(crowd, addresses) as connection:
        stored = connection.execute("SELECT id FROM agenda.appointment").fetchall()
        booked = connection.execute("SELECT id, appointment_id FROM agenda.recall WHERE state = 'booked'").fetchall()
        steps = connection.execute("SELECT recall_id FROM agenda.recall_change WHERE what = 'booked'").fetchall()
    assert sorted(won) == sorted(booked)
    assert sorted(one for (one,) in stored) == sorted(one for _, one in won), "who came second has booked nothing"
    assert Counter(one for (one,) in steps) == dict.fromkeys((one.id for one in due), 1)
    assert deadlocks(crowd, addresses) == 0


def _due(house: House, type_id: int):
    fields = {"patient_id": house.patients[0], "type_id": type_id, "branch_id": house.branch, "due": slot(0).date()}
    return find(AgendaContract).add_recall(AddRecall(idempotency_key=new_id(), **fields))


def test_the_naive_twin_books_many(app: Flask, addresses: Addresses) -> None:
    """Look whether somebody has booked it, then book: without a lock one patient is given many times."""
    with lord(app, addresses) as connection:
        connection.execute("CREATE TABLE naive_recall (number int, booked boolean)")
        connection.execute("CREATE TABLE naive_visit (number int, writer int)")
        for number in range(RECALLS):
            connection.execute("INSERT INTO naive_recall VALUES (%s, false)", (number,))
    links = [lord(app, addresses) for _ in range(WRITERS)]

    def book(writer: int, number: int) -> None:
        link = links[writer]
        (booked,) = link.execute("SELECT booked FROM naive_recall WHERE number = %s", (number,)).fetchone()
        if not booked:
            link.execute("INSERT INTO naive_visit VALUES (%s, %s)", (number, writer))
            link.execute("UPDATE naive_recall SET booked = true WHERE number = %s", (number,))

    all_at_once(book, RECALLS)
    for link in links:
        link.close()
    with lord(app, addresses) as connection:
        most = connection.execute("SELECT count(*) FROM naive_visit GROUP BY number ORDER BY 1 DESC LIMIT 1").fetchone()
    assert most[0] > 1
