"""A group's time moves as one with all its seats, or one seat alone; refused by name nothing has moved."""

from datetime import timedelta

import pytest
import time_machine

from clinic_portal.contracts.agenda import (
    AgendaContract,
    AppointmentStatus,
    MarkAppointment,
    MoveAppointment,
    NotThatStep,
    SlotTaken,
    UndoDeed,
)
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.refusals import NotFound, Stale
from tests.agenda.capacity import book, kind, machine, roomy
from tests.agenda.wishes import MORNING, NOW, wish

QUARTER, HOUR = timedelta(minutes=15), timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as moment:
        yield moment


@pytest.fixture
def agenda(within, norte):
    with within(norte):
        yield find(AgendaContract)


@pytest.fixture
def group(agenda, norte):
    """Two of three seats tomorrow at ten, with equipment and time around it."""
    made = kind(
        "Clase", 60, seats=3, buffer_before=5, buffer_after=10, equipment_ids=(machine(norte).id,),
        room_ids=(norte.rooms[0],),
    )  # fmt: skip
    return tuple(book(norte, type_id=made.id, patient_id=one, minutes=60) for one in norte.patients)


def move(agenda, one, by, *, whole=True, **other):
    wished = {"practitioner_id": one.practitioner_id, "room_id": one.room_id, "starts_at": one.starts_at + by,
              "minutes": 60} | other  # fmt: skip
    return agenda.move(MoveAppointment(appointment_id=one.id, version=one.version, whole_group=whole, **wished))


def undo(agenda, one):
    return agenda.undo(UndoDeed(appointment_id=one.id, version=one.version))


def told(agenda, group):
    """All of them but what each change counts."""
    return [agenda.appointment(one.id).model_dump(exclude={"version", "session"}) for one in group]


def sessions(agenda, group):
    return {agenda.appointment(one.id).session for one in group}


@pytest.mark.parametrize("by", [QUARTER, -QUARTER, 3 * HOUR, timedelta(days=1)])
def test_all_seats_move_as_one_and_are_put_back_as_one(agenda, norte, group, by):
    before = told(agenda, group)
    moved = move(agenda, group[1], by)
    assert {agenda.appointment(one.id).starts_at for one in group} == {MORNING + by}
    assert sessions(agenda, group) == {moved.session}
    assert len(agenda.group(moved.id)) == 2
    undo(agenda, moved)
    assert told(agenda, group) == before
    assert len(sessions(agenda, group)) == 1


def test_its_old_time_is_free_and_its_new_one_takes_the_third(agenda, norte, group):
    moved = move(agenda, group[0], 2 * HOUR)
    assert book(norte).starts_at == MORNING
    third = book(norte, 120, type_id=group[0].type_id, patient_id=norte.patients[0], minutes=60)
    assert third.session == moved.session


def test_to_another_practitioner_and_room(agenda, norte, group):
    roomy(norte.rooms[1], 2)
    plain = kind("Charla", 60, seats=4)
    talk = [
        book(norte, 180, type_id=plain.id, patient_id=one, practitioner_id=norte.practitioners[1], minutes=60)
        for one in norte.patients
    ]
    move(agenda, talk[0], HOUR, practitioner_id=norte.practitioners[0], room_id=norte.rooms[1])
    stands = [agenda.appointment(one.id) for one in talk]
    assert {(one.practitioner_id, one.room_id) for one in stands} == {(norte.practitioners[0], norte.rooms[1])}


def test_one_seat_alone_leaves_the_others(agenda, norte, group):
    move(agenda, group[0], 3 * HOUR, whole=False)
    assert agenda.appointment(group[1].id) == group[1]
    assert len(sessions(agenda, group)) == 2


@pytest.mark.parametrize("by", [HOUR + 2 * QUARTER, 2 * HOUR])
def test_whoever_is_in_the_way_is_named_and_nobody_has_moved(agenda, norte, group, by):
    other = agenda.book(wish(norte, starts_at=MORNING + by, minutes=60, patient_id=norte.patients[1], room_id=None))
    before = told(agenda, group)
    with pytest.raises(SlotTaken) as refused:
        move(agenda, group[0], by)
    assert refused.value.clash.appointment_id == other.id
    assert refused.value.alternatives
    assert told(agenda, group) == before


def test_another_group_of_its_kind_is_in_the_way_too(agenda, norte, group):
    later = book(norte, 180, type_id=group[0].type_id, minutes=60)
    with pytest.raises(SlotTaken) as refused:
        move(agenda, group[0], 3 * HOUR)
    assert refused.value.clash.appointment_id == later.id


def test_whoever_is_with_the_doctor_already_keeps_all_where_they_are(agenda, norte, group, clock):
    clock.move_to(MORNING)
    here = agenda.mark(
        MarkAppointment(appointment_id=group[1].id, version=group[1].version, status=AppointmentStatus.CHECKED_IN)
    )
    with pytest.raises(NotThatStep):
        move(agenda, group[0], 3 * HOUR)
    assert agenda.appointment(group[0].id) == group[0]
    assert agenda.appointment(here.id) == here


def test_an_old_time_given_away_is_named_and_nobody_is_put_back(agenda, norte, group):
    moved = move(agenda, group[0], 3 * HOUR)
    other = book(norte)
    before = told(agenda, group)
    with pytest.raises(SlotTaken) as refused:
        undo(agenda, moved)
    assert refused.value.clash.appointment_id == other.id
    assert told(agenda, group) == before


def test_seen_too_long_ago_and_another_clinics(within, agenda, norte, sur, group):
    move(agenda, group[0], HOUR)
    with pytest.raises(Stale):
        move(agenda, group[0], 2 * HOUR)
    with within(sur), pytest.raises(NotFound):
        move(find(AgendaContract), group[1], HOUR, practitioner_id=sur.practitioners[0], room_id=None)
