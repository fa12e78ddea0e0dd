"""Free times are right whatever the cache holds: cold, stale, gone; and whoever wrote, by whatever way."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
import time_machine
from sqlalchemy import update

from clinic_portal.contexts.agenda import slots as searched
from clinic_portal.contexts.agenda.kept_times import REGION, Kept
from clinic_portal.contexts.agenda.models import Appointment
from clinic_portal.contracts.agenda import AddException, AgendaContract, CancelAppointment, FindSlots, Whose
from clinic_portal.contracts.clinics import ClinicsContract
from clinic_portal.foundation import cache
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.lately import Lately
from clinic_portal.foundation.work import work
from tests.agenda.capacity import kind, machine
from tests.agenda.holding import ANA, hold
from tests.agenda.wishes import MORNING, NOW, wish
from tests.budgets.counting import counting
from tests.clinics.arranging import edited_branch

TUESDAY, HALF = MORNING.date(), timedelta(minutes=30)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=True) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def inside_norte(within, norte):
    with within(norte):
        yield


def query(**asked) -> FindSlots:
    return FindSlots(**({"minutes": 30, "first": TUESDAY, "limit": 60} | asked))


def found(**asked) -> list:
    return list(find(AgendaContract).slots(query(**asked)))


def read(**asked) -> list:
    """As the database has it, past the cache."""
    with work():
        return list(searched.slots(find(ClinicsContract).directory(), query(**asked)))


def test_a_second_search_asks_for_the_proof_alone(monkeypatch):
    first = found()
    with counting(monkeypatch) as counts:
        again = found()
    assert again == first == read()
    assert [one.count("bit_xor") > 0 for one in counts.statements] == [True]


def test_a_first_one_is_one_flight_and_its_commit(monkeypatch):
    find(ClinicsContract).directory()
    with counting(monkeypatch) as counts:
        found(limit=58)
    assert (len(counts.statements), counts.flights) == (4, 2)


def test_whatever_is_written_is_seen_at_once(norte):
    agenda = find(AgendaContract)
    before = found()
    booked = agenda.book(wish(norte))
    assert found() == read() != before
    agenda.cancel(CancelAppointment(appointment_id=booked.id, version=1, reason="patient"))
    assert found() == read() == before
    at_noon = {"first_day": TUESDAY, "last_day": TUESDAY, "opens": 600, "closes": 720}
    agenda.add_exception(AddException(whose=Whose.PRACTITIONER, resource_id=norte.practitioners[0], **at_noon))
    assert found() == read() != before


def test_a_hold_counts_until_it_runs_out_though_nobody_writes_then(norte, clock):
    free = found()
    held = hold(norte, ANA)
    assert found() == read() != free
    clock.move_to(held.until + timedelta(seconds=1))
    assert found() == read()
    assert MORNING in {one.starts_at for one in found() if one.practitioner_id == norte.practitioners[0]}


def test_what_nobody_told_the_cache_of_is_seen_too(norte):
    booked = find(AgendaContract).book(wish(norte))
    before = found()
    with work() as session:
        session.execute(
            update(Appointment)
            .where(Appointment.id == booked.id)
            .values(status="cancelled", cancellation_reason="patient")
        )
    assert found() == read() != before


def test_another_house_is_another_answer(norte):
    before = found()
    branch = find(ClinicsContract).directory().branches[0]
    find(ClinicsContract).edit_branch(edited_branch(branch, hours=()))
    assert found() == read() == []
    assert before


def test_a_time_that_has_passed_is_offered_no_more(clock):
    assert found()[0].starts_at >= NOW
    clock.move_to(MORNING + HALF)
    assert found() == read()
    assert found()[0].starts_at >= MORNING + HALF


def test_an_answer_without_its_proof_is_not_believed(monkeypatch):
    right = found()
    kept = cache.kept
    monkeypatch.setattr(cache, "kept", lambda *key: replace(kept(*key), times=(), proof=1))
    assert found() == right


def test_another_process_is_given_it_from_redis(app, monkeypatch):
    first = found(limit=59)
    monkeypatch.setitem(app.extensions, "at_hand", Lately(8, 60))
    with counting(monkeypatch) as counts:
        assert found(limit=59) == first
    assert (len(counts.statements), counts.commands) == (1, ["GET"])


def test_without_redis_the_database_answers(norte, without_redis):
    before = found()
    find(AgendaContract).book(wish(norte))
    assert found() == read() != before


def test_a_neighbour_after_midnight_counts_as_far_back_as_its_own_time_before_it(norte):
    branch = find(ClinicsContract).directory().branches[0]
    every_day = tuple((weekday, time(10, 30), time(22, 30)) for weekday in range(7))
    find(ClinicsContract).edit_branch(edited_branch(branch, hours=every_day))
    longest = kind("Ensayo", minutes=720, buffer_after=120)
    asked = {"type_id": longest.id, "minutes": 720, "limit": 1, "practitioners": norte.practitioners[:1]}
    (free,) = found(**asked)
    assert free.starts_at == MORNING + HALF
    booked = find(AgendaContract).book(wish(norte, starts_at=MORNING + timedelta(days=3, hours=2)))
    assert found(**asked) == [free]
    starts_at = free.starts_at + timedelta(hours=15)
    with work() as session:
        moved = {"starts_at": starts_at, "ends_at": starts_at + HALF, "busy_from": starts_at - timedelta(hours=2)}
        session.execute(update(Appointment).where(Appointment.id == booked.id).values(**moved))
    assert found(**asked) == read(**asked) != [free]


@pytest.mark.parametrize("needs", ["seats", "equipment"])
def test_groups_and_equipment_are_looked_at_each_time(norte, needs, monkeypatch):
    more = {"seats": 3} if needs == "seats" else {"equipment_ids": (machine(norte).id,)}
    of_kind = {"type_id": kind(**more).id, "limit": 3}
    kept = []
    monkeypatch.setattr(cache, "keep", lambda *what: kept.append(what))
    assert found(**of_kind) == found(**of_kind) == read(**of_kind)
    assert kept == []
    found(type_id=kind("Consulta larga").id)
    assert [(region, type(value)) for region, _, value in kept] == [(REGION, Kept)]
