"""The waiting room: tickets, turns, and one truth with the day's board."""

import pytest
import time_machine

from clinic_portal.contracts.agenda import (
    AddServicePoint,
    AgendaContract,
    AlreadyWaits,
    AppointmentStatus as Status,
    CallNext,
    CancelAppointment,
    DayToCome,
    EnterQueue,
    MarkAppointment,
    NobodyWaits,
    NotThatTurn,
    PointNameTaken,
    QueueState as State,
    RetireServicePoint,
    TakeTurn,
    TransferTurn,
    TurnTaken,
    UndoTurn,
    UnknownChoice,
)
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.refusals import NotFound
from tests.agenda.wishes import NOW, wish


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=True):
        yield


def walk_in(house, patient=0, **place):
    return find(AgendaContract).enter_queue(
        EnterQueue(idempotency_key=new_id(), branch_id=house.branch, patient_id=house.patients[patient], **place)
    )


def mark(appointment, status):
    agenda = find(AgendaContract)
    version = agenda.appointment(appointment.id).version
    return agenda.mark(MarkAppointment(appointment_id=appointment.id, version=version, status=status))


def turn(entry, state):
    return find(AgendaContract).take_turn(TakeTurn(entry_id=entry.id, version=entry.version, state=state))


def undo(entry):
    return find(AgendaContract).undo_turn(UndoTurn(entry_id=entry.id, version=entry.version))


def only(house):
    (entry,) = find(AgendaContract).queue(house.branch).entries
    return entry


def test_tickets_count_per_branch_and_day_without_a_gap(within, norte, sur):
    with within(norte):
        booked = find(AgendaContract).book(wish(norte))
        first = walk_in(norte, patient=1)
        with pytest.raises(AlreadyWaits):
            walk_in(norte, patient=1)
        mark(booked, Status.ARRIVED)
        assert [entry.number for entry in find(AgendaContract).queue(norte.branch).entries] == [1, 2]
        assert (first.state, first.practitioner_id) == (State.WAITING, None)
    with within(sur):
        assert walk_in(sur).number == 1
    with time_machine.travel("2026-12-02T08:00:00+00:00"), within(norte):
        assert walk_in(norte).number == 1


def test_the_board_and_the_queue_are_one_truth(within, norte):
    with within(norte):
        agenda = find(AgendaContract)
        booked = agenda.book(wish(norte))
        mark(booked, Status.ARRIVED)
        entry = only(norte)
        assert (entry.state, entry.room_id) == (State.WAITING, norte.rooms[0])
        entry = turn(entry, State.CALLED)
        assert agenda.appointment(booked.id).status is Status.ARRIVED
        entry = turn(entry, State.IN_SERVICE)
        assert agenda.appointment(booked.id).status is Status.CHECKED_IN
        entry = turn(entry, State.DONE)
        assert agenda.appointment(booked.id).status is Status.FULFILLED
        mark(booked, Status.CHECKED_IN)
        assert only(norte).state is State.IN_SERVICE
        mark(booked, Status.BOOKED)
        assert only(norte).state is State.WITHDRAWN
        mark(booked, Status.ARRIVED)
        assert (only(norte).state, only(norte).number) == (State.WAITING, 1)
        now = agenda.appointment(booked.id)
        agenda.cancel(CancelAppointment(appointment_id=booked.id, version=now.version, reason="patient"))
        assert only(norte).state is State.WITHDRAWN
        assert [change.what for change in agenda.history(booked.id)][:3] == ["cancelled", "arrived", "reset"]


def test_what_is_noted_of_another_day_takes_no_ticket(within, norte):
    with within(norte):
        booked = find(AgendaContract).book(wish(norte))
    with time_machine.travel("2026-12-02T08:00:00+00:00"), within(norte):
        mark(booked, Status.ARRIVED)
        assert find(AgendaContract).queue(norte.branch).entries == ()


@pytest.mark.parametrize("status", [Status.ARRIVED, Status.CHECKED_IN, Status.FULFILLED])
def test_nobody_has_come_before_the_day_of_the_clinic_has(within, norte, status):
    with within(norte):
        agenda, booked = find(AgendaContract), find(AgendaContract).book(wish(norte))
        with time_machine.travel("2026-11-30T22:59:00+00:00"), pytest.raises(DayToCome):
            mark(booked, status)
        assert agenda.appointment(booked.id).status is Status.BOOKED
        with time_machine.travel("2026-11-30T23:01:00+00:00"):
            assert mark(booked, status).status is status


def test_every_step_is_kept_and_the_last_ones_can_be_taken_back(within, norte):
    with within(norte):
        agenda = find(AgendaContract)
        booked = agenda.book(wish(norte))
        mark(booked, Status.ARRIVED)
        entry = turn(turn(only(norte), State.CALLED), State.IN_SERVICE)
        entry = undo(entry)
        assert (entry.state, agenda.appointment(booked.id).status) == (State.CALLED, Status.ARRIVED)
        entry = undo(entry)
        assert entry.state is State.WAITING
        entry = undo(entry)
        assert (entry.state, agenda.appointment(booked.id).status) == (State.WITHDRAWN, Status.BOOKED)
        with pytest.raises(NotThatTurn):
            undo(entry)
        steps = agenda.queue_steps(entry.id)
        assert [step.what for step in steps] == ["waiting", "called", "in_service", "undone", "undone", "undone"]
        assert [step.state for step in steps][3:] == [State.CALLED, State.WAITING, State.WITHDRAWN]
        assert [step.at for step in steps] == sorted(step.at for step in steps)


def test_the_second_who_calls_the_same_patient_is_told(within, norte):
    with within(norte):
        entry = walk_in(norte)
        turn(entry, State.CALLED)
        with pytest.raises(TurnTaken) as told:
            turn(entry, State.CALLED)
        assert told.value.theirs.state is State.CALLED


def test_calling_the_next_takes_the_longest_waiting_and_a_double_click_calls_one(within, norte):
    vega, soto = norte.practitioners
    with within(norte):
        agenda = find(AgendaContract)
        first, second = walk_in(norte, practitioner_id=vega), walk_in(norte, patient=1, practitioner_id=soto)
        call = CallNext(idempotency_key=new_id(), branch_id=norte.branch, practitioner_id=soto)
        assert agenda.call_next(call).id == agenda.call_next(call).id == second.id
        with pytest.raises(NobodyWaits):
            agenda.call_next(CallNext(idempotency_key=new_id(), branch_id=norte.branch, practitioner_id=soto))
        called = agenda.call_next(CallNext(idempotency_key=new_id(), branch_id=norte.branch))
        assert (called.id, called.room_id) == (first.id, norte.rooms[0])


def test_a_transfer_waits_elsewhere_and_can_be_taken_back(within, norte):
    with within(norte):
        agenda = find(AgendaContract)
        point = agenda.add_service_point(AddServicePoint(branch_id=norte.branch, name="Ventanilla"))
        with pytest.raises(PointNameTaken):
            agenda.add_service_point(AddServicePoint(branch_id=norte.branch, name="ventanilla"))
        entry = turn(walk_in(norte, practitioner_id=norte.practitioners[0]), State.IN_SERVICE)
        sent = agenda.transfer_turn(TransferTurn(entry_id=entry.id, version=entry.version, point_id=point.id))
        assert (sent.state, sent.point_id, sent.room_id) == (State.WAITING, point.id, None)
        back = undo(sent)
        assert (back.state, back.point_id, back.room_id) == (State.IN_SERVICE, None, norte.rooms[0])
        agenda.retire_service_point(RetireServicePoint(point_id=point.id, version=point.version))
        with pytest.raises(UnknownChoice):
            agenda.transfer_turn(TransferTurn(entry_id=back.id, version=back.version, point_id=point.id))


def test_another_clinics_things_are_no_things(within, norte, sur):
    with within(sur):
        entry = walk_in(sur)
        point = find(AgendaContract).add_service_point(AddServicePoint(branch_id=sur.branch, name="Ventanilla"))
    with within(norte):
        agenda = find(AgendaContract)
        with pytest.raises(NotFound):
            turn(entry, State.CALLED)
        with pytest.raises(NotFound):
            agenda.queue_steps(entry.id)
        with pytest.raises(NotFound):
            agenda.queue(sur.branch)
        for theirs in ({"practitioner_id": sur.practitioners[0]}, {"room_id": sur.rooms[0]}, {"point_id": point.id}):
            with pytest.raises(UnknownChoice):
                walk_in(norte, **theirs)
