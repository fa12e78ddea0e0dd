"""Many who were asked say yes while desks book the same time: as many get it as there are places."""

from collections import Counter
from datetime import datetime

import pytest
from flask import Flask

from clinic_portal.contracts.agenda import (
    AgendaContract,
    AnswerOffer,
    AppointmentBooked,
    AppointmentView,
    AskState,
    BookAppointment,
    OfferOver,
    SlotTaken,
)
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.tenancy import inside
from tests.agenda.capacity import kind
from tests.agenda.waiting import offered
from tests.chaos.crowd import WRITERS, all_at_once, deadlocks, lord
from tests.chaos.test_race import slot
from tests.stand.cast import House
from tests.stand.servers import Addresses

SLOTS, DESKS, SILENT = 8, 4, 2
PRESSING = WRITERS - DESKS - 1
"""The first of them presses twice."""
SEATS = {"place": 1, "seats": 3}


class Race:
    """What every writer was told."""

    def __init__(self, crowd: Flask, house: House, seats: int) -> None:
        self._crowd, self._house = crowd, house
        with crowd.app_context(), inside(house.id):
            self.type_id = kind("Escaso", seats=seats).id
            asked = [number % 2 for number in range(PRESSING + SILENT)]
            self._tokens = [offered(house, slot(number), asked, type_id=self.type_id) for number in range(SLOTS)]
        self.yes: list[tuple[int, str]] = []
        self.late: list[AskState] = []
        self.booked: list[tuple[int, int]] = []
        self.broken: list[str] = []

    def press(self, writer: int, number: int) -> None:
        try:
            with self._crowd.app_context(), inside(self._house.id):
                if writer < DESKS:
                    self._book(slot(number), number)
                else:
                    self._say_yes(self._tokens[number][(writer - DESKS) % PRESSING], writer, number)
        except OfferOver as over:
            self.late.append(over.state)
        except SlotTaken:
            return
        except Exception as error:  # noqa: BLE001  # a writer's thread: whatever else happens is looked at below
            self.broken.append(f"{type(error).__name__} {error}")

    def _say_yes(self, token: str, writer: int, number: int) -> None:
        answer = AnswerOffer(token=token, address=f"10.{writer}.{number}.1")
        assert find(AgendaContract).accept_offer(answer).state is AskState.ACCEPTED
        self.yes.append((number, token))

    def _book(self, starts_at: datetime, number: int) -> None:
        house, agenda = self._house, find(AgendaContract)
        wish = BookAppointment(
            idempotency_key=new_id(), patient_id=house.patients[0], practitioner_id=house.practitioners[0],
            type_id=self.type_id, starts_at=starts_at, minutes=30,
        )  # fmt: skip
        booked = agenda.book(wish)
        self.booked.append((number, booked.id))
        for _job_runs_twice in range(2):
            agenda.on_time_taken(fact_of(booked))


def fact_of(booked: AppointmentView) -> AppointmentBooked:
    return AppointmentBooked(
        appointment_id=booked.id, patient_id=booked.patient_id, practitioner_id=booked.practitioner_id,
        branch_id=booked.branch_id, starts_at=booked.starts_at, ends_at=booked.ends_at,
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("what", list(SEATS))
def test_the_first_yes_wins_and_nobody_else(crowd: Flask, norte: House, addresses: Addresses, what: str) -> None:
    race = Race(crowd, norte, SEATS[what])
    all_at_once(race.press, SLOTS)
    assert race.broken == []
    assert set(race.late) == {AskState.TAKEN}, "who is late reads that somebody else has it"
    with lord(crowd, addresses) as connection:
        stored = connection.execute("SELECT id, starts_at FROM agenda.appointment WHERE holds").fetchall()
        asks = connection.execute("SELECT id, offer_id, state, appointment_id FROM agenda.waitlist_ask").fetchall()
        told = Counter(connection.execute("SELECT payload->>'ask_id' FROM events.event WHERE name = 'WaitlistMissed'"))
        waiting = connection.execute("SELECT count(*) FROM agenda.waitlist_entry WHERE state = 'waiting'").fetchone()
    assert Counter(at for _, at in stored) == {slot(number): SEATS[what] for number in range(SLOTS)}
    accepted = {appointment_id for _, _, state, appointment_id in asks if state == AskState.ACCEPTED}
    assert {id_ for id_, _ in stored} == accepted | {id_ for _, id_ in race.booked}, "what was acknowledged is stored"
    assert len(set(race.yes)) == len(accepted) <= SLOTS
    assert {state for _, _, state, _ in asks} <= {AskState.ACCEPTED, AskState.TAKEN}
    assert waiting[0] == len(asks) - len(accepted), "who has nothing stays on the list"
    assert set(told.values()) <= {1}
    silent = {(str(ask_id),) for ask_id, *_ in sorted(asks) if (ask_id - 1) % (PRESSING + SILENT) >= PRESSING}
    assert silent <= set(told), "who did not answer is told by message"
    assert deadlocks(crowd, addresses) == 0


def test_the_naive_twin_says_yes_to_many(app: Flask, addresses: Addresses) -> None:
    """Look whether the offer still stands, then take it: without a lock the same crowd is told that it is theirs."""
    with lord(app, addresses) as connection:
        connection.execute("CREATE TABLE naive_offer (number int, taken boolean)")
        connection.execute("CREATE TABLE naive_yes (number int, writer int)")
        for number in range(SLOTS):
            connection.execute("INSERT INTO naive_offer VALUES (%s, false)", (number,))
    links = [lord(app, addresses) for _ in range(WRITERS)]

    def press(writer: int, number: int) -> None:
        (taken,) = links[writer].execute("SELECT taken FROM naive_offer WHERE number = %s", (number,)).fetchone()
        if not taken:
            links[writer].execute("UPDATE naive_offer SET taken = true WHERE number = %s", (number,))
            links[writer].execute("INSERT INTO naive_yes VALUES (%s, %s)", (number, writer))

    all_at_once(press, SLOTS)
    for link in links:
        link.close()
    with lord(app, addresses) as connection:
        most = connection.execute("SELECT count(*) FROM naive_yes GROUP BY number ORDER BY 1 DESC LIMIT 1").fetchone()
    assert most[0] > 1
