"""For ten minutes each deed can be taken back, by version, and only into a place that is still free."""

from datetime import timedelta

import pytest
import time_machine

from clinic_portal.contracts.agenda import (
    AgendaContract,
    AppointmentStatus,
    CancelAppointment,
    ConfirmAppointment,
    HoldSlot,
    MarkAppointment,
    MoveAppointment,
    NothingToUndo,
    SlotTaken,
    UndoDeed,
)
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.refusals import NotFound, Stale
from tests.agenda.capacity import book, kind, machine
from tests.agenda.wishes import MORNING, NOW

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as moment:
        yield moment


def undo(one):
    return find(AgendaContract).undo(UndoDeed(appointment_id=one.id, version=one.version))


def move(house, one, **fields):
    about = {
        "practitioner_id": house.practitioners[1],
        "room_id": house.rooms[1],
        "starts_at": MORNING + HOUR,
        "minutes": 45,
    }
    return find(AgendaContract).move(MoveAppointment(appointment_id=one.id, version=one.version, **(about | fields)))


def cancel(one):
    return find(AgendaContract).cancel(CancelAppointment(appointment_id=one.id, version=one.version, reason="patient"))


def mark(one, status=AppointmentStatus.ARRIVED):
    return find(AgendaContract).mark(MarkAppointment(appointment_id=one.id, version=one.version, status=status))


def confirm(one):
    return find(AgendaContract).confirm(ConfirmAppointment(appointment_id=one.id, version=one.version))


def told(one):
    """All of it but its version."""
    return one.model_dump(exclude={"version", "session"})


DEEDS = {"move": move, "cancel": lambda _, one: cancel(one), "arrive": lambda _, one: mark(one),
         "confirm": lambda _, one: confirm(one)}  # fmt: skip


@pytest.mark.parametrize("deed", list(DEEDS))
def test_each_deed_is_taken_back_and_its_history_says_so(within, norte, deed):
    with within(norte):
        first = book(norte, type_id=kind(buffer_after=10, equipment_ids=(machine(norte).id,)).id)
        done = DEEDS[deed](norte, first)
        assert told(done) != told(first)
        undone = undo(done)
        assert told(undone) == told(first)
        line = find(AgendaContract).history(first.id)[0]
    assert (line.what, line.detail, line.undoable) == (
        "undone", {"move": "moved", "cancel": "cancelled", "arrive": "arrived", "confirm": "confirmed"}[deed], False,
    )  # fmt: skip


def test_what_was_booked_is_cancelled_and_its_time_free(within, norte):
    with within(norte):
        undone = undo(book(norte))
        assert (undone.status, undone.cancellation_reason) == (AppointmentStatus.CANCELLED, "undone")
        assert book(norte).starts_at == MORNING


def test_who_was_missed_is_expected_again(within, norte, clock):
    with within(norte):
        first = book(norte)
        clock.move_to(MORNING + timedelta(minutes=1))
        missed = mark(first, AppointmentStatus.NOSHOW)
        assert undo(missed).status is AppointmentStatus.BOOKED


def test_after_ten_minutes_it_stands(within, norte, clock):
    with within(norte):
        moved = move(norte, book(norte))
        clock.shift(601)
        with pytest.raises(NothingToUndo):
            undo(moved)
        assert not find(AgendaContract).history(moved.id)[0].undoable or moved.starts_at == MORNING + HOUR


def test_a_double_press_undoes_once(within, norte):
    with within(norte):
        moved = move(norte, book(norte))
        assert undo(moved) == undo(moved)
        assert [one.what for one in find(AgendaContract).history(moved.id)] == ["undone", "moved", "booked"]
        with pytest.raises(NothingToUndo):
            undo(undo(moved))


def test_what_somebody_changed_since_says_what_stands(within, norte):
    with within(norte):
        moved = move(norte, book(norte))
        confirmed = confirm(moved)
        with pytest.raises(Stale) as caught:
            undo(moved)
    assert caught.value.theirs.version == confirmed.version


@pytest.mark.parametrize("deed", ["move", "cancel"])
def test_an_old_place_that_was_given_away_is_named(within, norte, deed):
    with within(norte):
        done = DEEDS[deed](norte, book(norte))
        other = book(norte, patient_id=norte.patients[1])
        with pytest.raises(SlotTaken) as caught:
            undo(done)
        assert caught.value.clash.appointment_id == other.id
        assert find(AgendaContract).appointment(done.id) == done


def test_a_held_old_place_is_named_too(within, norte):
    with within(norte):
        done = cancel(book(norte))
        find(AgendaContract).hold(
            HoldSlot(
                key="form-of-luis-001", practitioner_id=norte.practitioners[0], type_id=norte.visit, holder="Luis",
                starts_at=MORNING, minutes=30,
            )
        )  # fmt: skip
        with pytest.raises(SlotTaken) as caught:
            undo(done)
    assert caught.value.clash.held_by == "Luis"


def test_another_clinics_is_not_found(within, norte, sur):
    with within(norte):
        moved = move(norte, book(norte))
    with within(sur), pytest.raises(NotFound):
        undo(moved)
