"""Recalls: who is due, what is done about it, and how the next one follows from what becomes of an appointment."""

from datetime import date, timedelta

import pytest
import time_machine

from clinic_portal.contexts.agenda.recalls.rules import Turn, after
from clinic_portal.contracts.agenda import (
    AgendaContract,
    AppointmentStatus as Status,
    CancelAppointment,
    MarkAppointment,
    UndoDeed,
    UnknownChoice,
)
from clinic_portal.contracts.agenda.recalls import (
    AddRecall,
    EditRecall,
    FindRecalls,
    NoteCall,
    PostponeRecall,
    RecallSettled,
    RecallsShown,
    RecallState,
    RecallThere,
    StopRecall,
)
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.refusals import NotFound, Stale
from tests.agenda.wishes import MORNING, NOW, wish
from tests.notifications.desk import Desk

DUE = date(2026, 12, 1)
FAR = date(2030, 1, 1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def agenda(within, norte):
    with within(norte):
        yield find(AgendaContract)


@pytest.fixture
def worked_off(app, norte):
    """`worked_off()`: the workers have done what is due."""
    return lambda: Desk(app, norte).work_off(hurry=True)


def due(house, **other):
    fields = {"patient_id": house.patients[0], "type_id": house.visit, "branch_id": house.branch, "due": DUE}
    return AddRecall(idempotency_key=new_id(), **(fields | other))


def listed(agenda, **query):
    return [one.id for one in agenda.recalls(FindRecalls(until=query.pop("until", FAR), **query)).recalls]


@pytest.mark.parametrize(
    ("status", "every", "turn"),
    [
        (Status.BOOKED, 6, Turn(RecallState.BOOKED, DUE)),
        (Status.CANCELLED, 6, Turn(RecallState.DUE, DUE)),
        (Status.NOSHOW, 0, Turn(RecallState.DUE, DUE)),
        (Status.FULFILLED, 0, Turn(RecallState.DONE, DUE)),
        (Status.FULFILLED, 6, Turn(RecallState.DUE, date(2027, 6, 30))),
    ],
)
def test_what_follows_from_how_its_appointment_stands(status, every, turn):
    assert after(status, date(2026, 12, 31), DUE, every) == turn


def test_the_longest_due_stand_first_and_the_list_looks_no_further_than_asked(agenda, norte):
    late = agenda.add_recall(due(norte, due=DUE + timedelta(days=40))).id
    early = agenda.add_recall(due(norte, patient_id=norte.patients[1], practitioner_id=norte.practitioners[1])).id
    assert listed(agenda) == [early, late]
    assert listed(agenda, until=DUE) == [early]
    assert listed(agenda, patient_id=norte.patients[0]) == [late]
    assert listed(agenda, practitioner_id=norte.practitioners[1]) == [early]
    assert listed(agenda, after=(DUE, early)) == [late]
    assert listed(agenda, shown=RecallsShown.BOOKED) == []


def test_nobody_is_called_twice_for_one_thing_and_nothing_is_anothers(agenda, norte, sur, within):
    first = agenda.add_recall(due(norte))
    with pytest.raises(RecallThere):
        agenda.add_recall(due(norte))
    for other in (
        {"practitioner_id": sur.practitioners[0]},
        {"branch_id": sur.branch},
        {"type_id": sur.visit},
        {"patient_id": sur.patients[0]},
    ):
        with pytest.raises(UnknownChoice):
            agenda.add_recall(due(norte, **{"patient_id": norte.patients[1], **other}))
    with within(sur), pytest.raises(NotFound):
        agenda.note_call(NoteCall(recall_id=first.id, version=1))


def test_calling_postponing_and_stopping_are_kept_with_their_words(agenda, norte):
    one = agenda.add_recall(due(norte))
    called = agenda.note_call(NoteCall(recall_id=one.id, version=one.version, note="Llamará el lunes"))
    assert (called.state, called.contacted_by) == (RecallState.CONTACTED, "call")
    with pytest.raises(Stale):
        agenda.postpone_recall(PostponeRecall(recall_id=one.id, version=one.version, due=FAR))
    later = agenda.postpone_recall(PostponeRecall(recall_id=one.id, version=called.version, due=FAR))
    assert (later.state, later.due) == (RecallState.DUE, FAR)
    stopped = agenda.stop_recall(StopRecall(recall_id=one.id, version=later.version))
    assert (stopped.state, listed(agenda, shown=RecallsShown.OVER)) == (RecallState.DECLINED, [one.id])
    with pytest.raises(RecallSettled):
        agenda.note_call(NoteCall(recall_id=one.id, version=stopped.version))
    again = agenda.stop_recall(StopRecall(recall_id=one.id, version=stopped.version, stopped=False))
    fields = {"type_id": norte.visit, "branch_id": norte.branch, "due": DUE, "every_months": 6, "note": "Por la tarde"}
    edited = agenda.edit_recall(EditRecall(recall_id=one.id, version=again.version, **fields))
    assert (edited.state, edited.every_months, edited.note) == (RecallState.DUE, 6, "Por la tarde")
    steps = [(step.what, step.detail, step.due) for step in agenda.recall_history(one.id)]
    assert steps == [
        ("changed", "", DUE),
        ("resumed", "", None),
        ("stopped", "", None),
        ("postponed", "", FAR),
        ("called", "Llamará el lunes", None),
        ("added", "", DUE),
    ]


def test_a_booking_takes_it_off_the_list_once(agenda, norte):
    one = agenda.add_recall(due(norte))
    with pytest.raises(NotFound):
        agenda.book(wish(norte, recall_id=one.id, patient_id=norte.patients[1]))
    booked = agenda.book(wish(norte, recall_id=one.id))
    stands = agenda.recall(one.id)
    assert (stands.state, stands.appointment_id) == (RecallState.BOOKED, booked.id)
    with pytest.raises(RecallSettled):
        agenda.book(wish(norte, recall_id=one.id, starts_at=MORNING + timedelta(hours=2)))
    assert len(agenda.patient_appointments(norte.patients[0])) == 1, "what was refused is not booked either"


def test_cancelled_it_is_due_again_done_it_comes_back_after_its_months(agenda, norte, worked_off):
    one = agenda.add_recall(due(norte, every_months=6))
    first = agenda.book(wish(norte, recall_id=one.id))
    agenda.cancel(CancelAppointment(appointment_id=first.id, version=1, reason="viaje"))
    worked_off()
    assert (agenda.recall(one.id).state, agenda.recall(one.id).due) == (RecallState.DUE, DUE)
    second = agenda.book(wish(norte, recall_id=one.id, starts_at=MORNING + timedelta(hours=1)))
    done = agenda.mark(MarkAppointment(appointment_id=second.id, version=1, status=Status.FULFILLED))
    worked_off()
    stands = agenda.recall(one.id)
    assert (stands.state, stands.due) == (RecallState.DUE, date(2027, 6, 1))
    agenda.mark(MarkAppointment(appointment_id=second.id, version=done.version, status=Status.BOOKED))
    worked_off()
    stands = agenda.recall(one.id)
    assert (stands.state, stands.due) == (RecallState.BOOKED, DUE), "what was noted by mistake is taken back"


def test_a_booking_that_is_taken_back_leaves_it_due_and_so_does_what_was_done(agenda, norte, worked_off):
    one = agenda.add_recall(due(norte))
    booked = agenda.book(wish(norte, recall_id=one.id))
    agenda.undo(UndoDeed(appointment_id=booked.id, version=booked.version))
    worked_off()
    assert (agenda.recall(one.id).state, listed(agenda)) == (RecallState.DUE, [one.id])
    second = agenda.book(wish(norte, recall_id=one.id))
    done = agenda.mark(MarkAppointment(appointment_id=second.id, version=1, status=Status.FULFILLED))
    worked_off()
    assert agenda.recall(one.id).state is RecallState.DONE
    agenda.undo(UndoDeed(appointment_id=second.id, version=done.version))
    worked_off()
    assert (agenda.recall(one.id).state, agenda.recall(one.id).due) == (RecallState.BOOKED, DUE)


def test_one_that_comes_once_is_over_when_it_is_done(agenda, norte, worked_off):
    one = agenda.add_recall(due(norte))
    booked = agenda.book(wish(norte, recall_id=one.id))
    agenda.mark(MarkAppointment(appointment_id=booked.id, version=1, status=Status.FULFILLED))
    worked_off()
    assert agenda.recall(one.id).state is RecallState.DONE
    assert agenda.add_recall(due(norte, due=FAR)).state is RecallState.DUE
