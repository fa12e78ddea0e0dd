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
