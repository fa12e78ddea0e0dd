"""An absence that hits appointments says which, proposes a time for each, and moves all of them or none."""

from datetime import timedelta

import pytest
import time_machine

from clinic_portal.contracts.agenda import (
    AddException,
    AgendaContract,
    CancelAppointment,
    FailedMove,
    NotAllMoved,
    PlannedMove,
    Reschedule,
    Whose,
)
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.refusals import NotFound
from tests.agenda.wishes import MORNING, NOW, wish
from tests.budgets.counting import counting

TUESDAY = MORNING.date()


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=True):
        yield


def door() -> AgendaContract:
    return find(AgendaContract)


def closed(whose: Whose, resource_id: int, **other) -> int:
    fields = {"first_day": TUESDAY, "last_day": TUESDAY, "reason": "Congreso"}
    return door().add_exception(AddException(whose=whose, resource_id=resource_id, **(fields | other))).id


def planned(hit, **other) -> PlannedMove:
    fields = {
        "appointment_id": hit.appointment.id,
        "version": hit.appointment.version,
        "starts_at": hit.proposal.starts_at,
        "minutes": hit.appointment.minutes,
        "practitioner_id": hit.proposal.practitioner_id,
        "room_id": hit.proposal.room_id,
    }
    return PlannedMove(**(fields | other))


@pytest.fixture
def morning(within, norte):
    """Three of Dra. Vega's: two in the morning of the absence and one after it; one of them cancelled meanwhile."""
    with within(norte):
        first = door().book(wish(norte))
        second = door().book(wish(norte, patient_id=norte.patients[1], starts_at=MORNING + timedelta(minutes=30)))
        door().book(wish(norte, starts_at=MORNING + timedelta(hours=6)))
        door().book(wish(norte, practitioner_id=norte.practitioners[1], starts_at=MORNING))
        gone = door().book(wish(norte, starts_at=MORNING + timedelta(hours=1)))
        door().cancel(CancelAppointment(appointment_id=gone.id, version=1, reason="patient"))
    return first, second


def test_an_absence_names_those_it_hits_and_proposes_a_time_of_its_own_for_each(within, norte, morning):
    with within(norte):
        away = closed(Whose.PRACTITIONER, norte.practitioners[0], opens=0, closes=14 * 60)
        hits = door().hits(away)
        assert door().hit_count(away) == 2
    assert [one.appointment.id for one in hits] == [one.id for one in morning]
    assert [one.proposal.starts_at.strftime("%d %H:%M") for one in hits] == ["01 13:00", "01 13:30"]
    assert {one.proposal.practitioner_id for one in hits} == {norte.practitioners[0]}


def test_a_room_out_of_use_keeps_the_time_in_another_room(within, norte):
    with within(norte):
        booked = door().book(wish(norte))
        (hit,) = door().hits(closed(Whose.ROOM, norte.rooms[0]))
    assert (hit.proposal.starts_at, hit.proposal.room_id) == (booked.starts_at, norte.rooms[1])


def test_who_is_seen_in_extra_hours_is_not_hit(within, norte, morning):
    with within(norte):
        closing = closed(Whose.CLINIC, 0)
        assert door().hit_count(closing) == 4
        closed(Whose.PRACTITIONER, norte.practitioners[0], extra=True, opens=0, closes=12 * 60)
        assert door().hit_count(closing) == 2


def test_all_are_moved_in_one_step(within, norte, morning):
    with within(norte):
        away = closed(Whose.PRACTITIONER, norte.practitioners[0], opens=0, closes=14 * 60)
        hits = door().hits(away)
        moved = door().reschedule(Reschedule(moves=tuple(map(planned, hits)), notify=False))
        assert [one.starts_at for one in moved] == [one.proposal.starts_at for one in hits]
        assert door().hits(away) == ()
        assert door().history(moved[0].id)[0].what == "moved"


def test_one_that_cannot_be_moved_keeps_all_where_they_are_and_each_is_named(within, norte, morning):
    first, second = morning
    with within(norte):
        away = closed(Whose.PRACTITIONER, norte.practitioners[0], opens=0, closes=14 * 60)
        hits = door().hits(away)
        door().book(wish(norte, starts_at=hits[1].proposal.starts_at))
        with pytest.raises(NotAllMoved) as refused:
            door().reschedule(Reschedule(moves=tuple(map(planned, hits))))
        assert refused.value.failed == (FailedMove(appointment_id=second.id, word="taken"),)
        assert [door().appointment(one.id) for one in morning] == [first, second]
        stale = planned(hits[0], version=7)
        night = planned(hits[1], starts_at=MORNING.replace(hour=23))
        with pytest.raises(NotAllMoved) as refused:
            door().reschedule(Reschedule(moves=(stale, night)))
        assert [one.word for one in refused.value.failed] == ["changed", "closed"]


def test_many_hits_are_few_statements(within, norte, morning, monkeypatch):
    with within(norte):
        away = closed(Whose.PRACTITIONER, norte.practitioners[0])
        door().hits(away)
        with counting(monkeypatch) as counts:
            assert len(door().hits(away)) == 3
    assert len(counts.statements) <= 8


def test_another_clinics_exception_and_appointments_are_nowhere(within, norte, sur, morning):
    with within(norte):
        away = closed(Whose.PRACTITIONER, norte.practitioners[0])
        hits = door().hits(away)
    with within(sur):
        with pytest.raises(NotFound):
            door().hits(away)
        with pytest.raises(NotAllMoved):
            door().reschedule(Reschedule(moves=(planned(hits[0]),)))
    with within(norte):
        assert door().appointment(morning[0].id) == morning[0]
