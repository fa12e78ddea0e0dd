"""Eight desks call the next patient at once: each gets another one, every ticket once; read-then-write does not."""

import threading
from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from clinic_portal.app import create_app
from clinic_portal.contracts.agenda import AgendaContract, CallNext, EnterQueue, NobodyWaits
from clinic_portal.contracts.patients import PatientsContract, RegisterPatient
from clinic_portal.foundation.database import db
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.tenancy import inside
from tests.chaos.test_race import deadlocks, lord
from tests.stand.cast import House
from tests.stand.servers import Addresses

DESKS, PATIENTS = 8, 24


@pytest.fixture
def desks(app: Flask) -> Iterator[Flask]:
    made = create_app(app.config["SETTINGS"].model_copy(update={"pool_size": DESKS}))
    yield made
    with made.app_context():
        db.engine.dispose()


def at_once(work: Callable[[int], None]) -> None:
    """Every desk works at the same time as all others."""
    start = threading.Barrier(DESKS)

    def sit(desk: int) -> None:
        start.wait()
        work(desk)

    threads = [threading.Thread(target=sit, args=[desk]) for desk in range(DESKS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def register(number: int) -> int:
    names = {"given": f"Paciente {number}", "family": new_id(), "phone": f"6770000{number:02}"}
    wish = RegisterPatient(idempotency_key=new_id(), email="", birth_date=None, **names)
    return find(PatientsContract).register(wish).id


def test_tickets_have_no_gap_and_nobody_is_called_twice(desks: Flask, norte: House, addresses: Addresses) -> None:
    with desks.app_context(), inside(norte.id):
        patients = [register(number) for number in range(PATIENTS)]
    tickets: list[int] = []
    called: list[int] = []
    told: list[int] = []

    def enter(desk: int) -> None:
        for patient_id in patients[desk::DESKS]:
            with desks.app_context(), inside(norte.id):
                wish = EnterQueue(idempotency_key=new_id(), branch_id=norte.branch, patient_id=patient_id)
                tickets.append(find(AgendaContract).enter_queue(wish).number)

    def call(desk: int) -> None:
        try:
            while True:
                with desks.app_context(), inside(norte.id):
                    wish = CallNext(idempotency_key=new_id(), branch_id=norte.branch)
                    called.append(find(AgendaContract).call_next(wish).number)
        except NobodyWaits:
            told.append(desk)

    at_once(enter)
    assert sorted(tickets) == list(range(1, PATIENTS + 1))
    at_once(call)
    assert len(called) == len(set(called))
    # A desk that finds all that is left in others' hands is told so; nobody waits for its answer.
    assert sorted(told) == list(range(DESKS))
    with desks.app_context(), inside(norte.id):
        states = {entry.number: entry.state.value for entry in find(AgendaContract).queue(norte.branch).entries}
    assert sorted(called) == [number for number, state in states.items() if state == "called"]
    assert set(states.values()) <= {"called", "waiting"}
    assert deadlocks(desks, addresses) == 0


def test_the_naive_twin_calls_one_patient_to_two_desks(app: Flask, addresses: Addresses) -> None:
    """Read who waits, then write that they are called: desks that read at once call the same one."""
    with lord(app, addresses) as connection:
        connection.execute("CREATE TABLE naive_turn (number int PRIMARY KEY, state text)")
        connection.execute("INSERT INTO naive_turn SELECT n, 'waiting' FROM generate_series(1, 400) n")
    links = [lord(app, addresses) for _ in range(DESKS)]
    called: list[int] = []

    def call(desk: int) -> None:
        next_ = "SELECT number FROM naive_turn WHERE state = 'waiting' ORDER BY number LIMIT 1"
        while found := links[desk].execute(next_).fetchone():
            links[desk].execute("UPDATE naive_turn SET state = 'called' WHERE number = %s", found)
            called.append(found[0])

    at_once(call)
    for link in links:
        link.close()
    assert len(called) > len(set(called))
