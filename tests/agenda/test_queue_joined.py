"""A patient has one ticket: who took it without an appointment and has one after all keeps it."""

import pytest
import time_machine

from clinic_portal.contracts.agenda import (
    AgendaContract,
    AlreadyWaits,
    AppointmentStatus as Status,
    QueueState as State,
    UndoDeed,
)
from clinic_portal.foundation.directory import find
from tests.agenda.test_queue_turns import mark, only, turn, undo, walk_in
from tests.agenda.wishes import NOW, wish


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def inside(within, norte):
    with within(norte):
        yield norte


def test_the_ticket_without_appointment_becomes_that_of_the_appointment(inside):
    booked, first = find(AgendaContract).book(wish(inside)), walk_in(inside)
    mark(booked, Status.ARRIVED)
    joined = only(inside)
    assert (joined.id, joined.number, joined.arrived_at) == (first.id, first.number, first.arrived_at)
    assert (joined.appointment_id, joined.practitioner_id, joined.room_id) == (
        booked.id, inside.practitioners[0], inside.rooms[0],
    )  # fmt: skip
    assert [step.what for step in find(AgendaContract).queue_steps(first.id)] == ["waiting", "joined"]
    turn(joined, State.IN_SERVICE)
    assert find(AgendaContract).appointment(booked.id).status is Status.CHECKED_IN
    with pytest.raises(AlreadyWaits):
        walk_in(inside)


@pytest.mark.parametrize(
    ("stood", "came", "stands"),
    [
        (State.CALLED, Status.ARRIVED, State.CALLED),
        (State.IN_SERVICE, Status.ARRIVED, State.WAITING),
        (State.WAITING, Status.CHECKED_IN, State.IN_SERVICE),
    ],
)
def test_it_stands_where_the_appointment_does(inside, stood, came, stands):
    booked, first = find(AgendaContract).book(wish(inside)), walk_in(inside)
    if stood is not State.WAITING:
        turn(first, stood)
    mark(booked, came)
    assert only(inside).state is stands
    assert find(AgendaContract).appointment(booked.id).status is came


@pytest.mark.parametrize("way", ["board", "undone deed", "undone turn"])
def test_who_had_not_come_for_it_after_all_goes_on_waiting_without_it(inside, way):
    agenda, booked, first = find(AgendaContract), find(AgendaContract).book(wish(inside)), walk_in(inside)
    came = mark(booked, Status.ARRIVED)
    if way == "board":
        mark(booked, Status.BOOKED)
    elif way == "undone deed":
        agenda.undo(UndoDeed(appointment_id=booked.id, version=came.version))
    else:
        undo(only(inside))
    parted = only(inside)
    assert (parted.id, parted.state, parted.appointment_id, parted.practitioner_id) == (
        first.id, State.WAITING, None, None,
    )  # fmt: skip
    assert agenda.appointment(booked.id).status is Status.BOOKED
    mark(booked, Status.ARRIVED)
    assert only(inside).appointment_id == booked.id


def test_the_ticket_that_they_gave_back_gives_way_to_the_one_they_have(inside):
    booked = find(AgendaContract).book(wish(inside))
    mark(booked, Status.ARRIVED)
    mark(booked, Status.BOOKED)
    walk_in(inside)
    mark(booked, Status.ARRIVED)
    gone, waits = find(AgendaContract).queue(inside.branch).entries
    assert [(one.state, one.appointment_id) for one in (gone, waits)] == [
        (State.WITHDRAWN, None),
        (State.WAITING, booked.id),
    ]


def test_another_patients_ticket_is_not_joined(inside):
    booked = find(AgendaContract).book(wish(inside))
    other = walk_in(inside, patient=1)
    mark(booked, Status.ARRIVED)
    assert [one.appointment_id for one in find(AgendaContract).queue(inside.branch).entries] == [None, booked.id]
    assert find(AgendaContract).queue_entry(other.id).version == other.version
