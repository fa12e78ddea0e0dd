"""A ticket is good for one day at one branch: what the waiting room makes of appointments that are moved away."""

from datetime import timedelta

import pytest
import time_machine

from clinic_portal.contracts.agenda import (
    AgendaContract,
    AppointmentStatus as Status,
    MoveAppointment,
    NotThatTurn,
    QueueState as State,
    UndoDeed,
)
from clinic_portal.foundation.directory import find
from tests.agenda.test_queue_turns import mark, only, turn, undo
from tests.agenda.wishes import MORNING, NOW, wish

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=True) as moment:
        yield moment


def move(house, appointment, **other):
    agenda = find(AgendaContract)
    about = {
        "practitioner_id": house.practitioners[0],
        "room_id": house.rooms[0],
        "starts_at": MORNING + DAY,
        "minutes": 30,
    }
    version = agenda.appointment(appointment.id).version
    return agenda.move(MoveAppointment(appointment_id=appointment.id, version=version, **(about | other)))


def test_who_was_marked_by_mistake_and_moved_takes_a_ticket_when_they_come(within, norte, clock):
    with within(norte):
        booked = find(AgendaContract).book(wish(norte))
        mark(booked, Status.ARRIVED)
        mark(booked, Status.BOOKED)
        mistaken = only(norte)
        move(norte, booked)
        with pytest.raises(NotThatTurn):
            undo(mistaken)
        clock.move_to(NOW + DAY)
        mark(booked, Status.ARRIVED)
        came = only(norte)
        assert (came.state, came.number, came.day) == (State.WAITING, 1, NOW.date() + DAY)
        assert came.id != mistaken.id
        turn(came, State.IN_SERVICE)
        assert find(AgendaContract).appointment(booked.id).status is Status.CHECKED_IN
        assert find(AgendaContract).queue_entry(mistaken.id).state is State.WITHDRAWN


def test_back_on_the_day_of_the_ticket_it_counts_again(within, norte):
    with within(norte):
        booked = find(AgendaContract).book(wish(norte))
        mark(booked, Status.ARRIVED)
        mark(booked, Status.BOOKED)
        move(norte, booked)
        move(norte, booked, starts_at=MORNING + timedelta(hours=1))
        mark(booked, Status.ARRIVED)
        assert (only(norte).state, only(norte).number) == (State.WAITING, 1)


def test_who_has_come_and_is_given_another_day_is_expected_there_and_waits_no_more(within, norte, clock):
    with within(norte):
        agenda = find(AgendaContract)
        booked = agenda.book(wish(norte))
        mark(booked, Status.ARRIVED)
        called = turn(only(norte), State.CALLED)
        assert move(norte, booked).status is Status.BOOKED
        gone = only(norte)
        assert (gone.id, gone.state) == (called.id, State.WITHDRAWN)
        for late in (lambda: turn(gone, State.IN_SERVICE), lambda: undo(gone)):
            with pytest.raises(NotThatTurn):
                late()
        clock.move_to(NOW + DAY)
        mark(booked, Status.ARRIVED)
        assert (only(norte).state, only(norte).number) == (State.WAITING, 1)


def test_a_move_to_another_day_that_is_taken_back_brings_arrival_and_ticket_back(within, norte):
    with within(norte):
        agenda = find(AgendaContract)
        booked = agenda.book(wish(norte))
        mark(booked, Status.ARRIVED)
        before, moved = only(norte), move(norte, booked)
        undone = agenda.undo(UndoDeed(appointment_id=booked.id, version=moved.version))
        after = only(norte)
    assert (undone.status, undone.starts_at) == (Status.ARRIVED, MORNING)
    assert (after.id, after.state, after.number) == (before.id, State.WAITING, before.number)
    assert after.arrived_at == before.arrived_at


def test_who_has_come_and_is_given_another_time_of_the_day_goes_on_waiting(within, norte):
    with within(norte):
        booked = find(AgendaContract).book(wish(norte))
        mark(booked, Status.ARRIVED)
        moved = move(norte, booked, starts_at=MORNING + timedelta(hours=1), practitioner_id=norte.practitioners[1])
        assert moved.status is Status.ARRIVED
        assert (only(norte).state, only(norte).practitioner_id) == (State.WAITING, norte.practitioners[1])
