"""Buffers, rooms with several places, machines and groups: as many as there are, and who is in the way."""

from datetime import timedelta

import pytest
import time_machine

from clinic_portal.contracts.agenda import (
    AgendaContract,
    AppointmentStatus,
    CancelAppointment,
    FindFree,
    MarkAppointment,
    MoveAppointment,
    NotForThisKind,
    RetireAppointmentType,
    RetireEquipment,
    SlotTaken,
    UnknownChoice,
)
from clinic_portal.contracts.clinics import AddPractitioner, ClinicsContract
from clinic_portal.foundation.directory import find
from tests.agenda.capacity import book, kind, machine, roomy
from tests.agenda.wishes import MORNING, NOW


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=True):
        yield


def refused(house, minutes_later=0, **fields):
    with pytest.raises(SlotTaken) as caught:
        book(house, minutes_later, **fields)
    return caught.value


def test_the_time_around_an_appointment_is_kept_too(within, norte):
    with within(norte):
        long = kind(buffer_before=10, buffer_after=20).id
        book(norte, type_id=long)
        assert refused(norte, 45).clash.starts_at == MORNING
        assert refused(norte, -35).clash.resource == "practitioner"
        book(norte, 50)
        book(norte, -40)
        assert refused(norte, 80, type_id=long).clash.resource == "practitioner"
        book(norte, 90, type_id=long)


def test_free_times_follow_the_grid_and_the_buffers_of_the_kind(within, norte):
    with within(norte):
        twenty = kind(minutes=20, grid=20, buffer_after=10).id
        book(norte, minutes=20, type_id=twenty)
        query = FindFree(
            practitioner_id=norte.practitioners[0], near=MORNING, minutes=20, type_id=twenty, earlier=False, limit=3
        )
        found = [free.starts_at - MORNING for free in find(AgendaContract).free_times(query)]
    assert found == [timedelta(minutes=40), timedelta(minutes=60), timedelta(minutes=80)]


def test_a_room_takes_as_many_as_it_has_places(within, norte):
    one, two = norte.practitioners
    with within(norte):
        clinics = find(ClinicsContract)
        third = clinics.add_practitioner(AddPractitioner(branch_id=norte.branch, name="Dra. Sanz", hue=3)).id
        roomy(norte.rooms[0], 2)
        rooms = [book(norte, practitioner_id=who, room_id=norte.rooms[0]).room_id for who in (one, two)]
        assert rooms == [norte.rooms[0]] * 2
        clash = refused(norte, practitioner_id=third, room_id=norte.rooms[0]).clash
        assert (clash.resource, clash.patient_name) == ("room", "María José Núñez Álvarez")
        assert book(norte, practitioner_id=third).room_id == norte.rooms[1]


def test_a_kind_takes_its_machine_and_names_whose_it_is(within, norte):
    one, two = norte.practitioners
    with within(norte):
        scan = machine(norte)
        echo = kind(equipment_ids=(scan.id,)).id
        first = book(norte, type_id=echo, practitioner_id=one)
        assert first.equipment_ids == (scan.id,)
        clash = refused(norte, 15, type_id=echo, practitioner_id=two).clash
        assert (clash.resource, clash.name, clash.appointment_id) == ("equipment", "Ecógrafo", first.id)
        book(norte, practitioner_id=two)


def test_two_machines_serve_two_and_a_move_or_a_cancellation_gives_one_back(within, norte):
    one, two = norte.practitioners
    with within(norte):
        agenda, scans = find(AgendaContract), machine(norte, capacity=2)
        third = find(ClinicsContract).add_practitioner(
            AddPractitioner(branch_id=norte.branch, name="Dra. Sanz", room_id=norte.rooms[0])
        )
        roomy(norte.rooms[0], 3)
        echo = kind(equipment_ids=(scans.id,)).id
        first, second = (book(norte, type_id=echo, practitioner_id=who) for who in (one, two))
        assert refused(norte, type_id=echo, practitioner_id=third.id).clash.resource == "equipment"
        move = MoveAppointment(
            appointment_id=first.id, version=1, practitioner_id=one, starts_at=MORNING + timedelta(hours=1), minutes=30
        )
        assert agenda.move(move).equipment_ids == (scans.id,)
        book(norte, type_id=echo, practitioner_id=third.id)
        book(norte, 60, type_id=echo, practitioner_id=two)
        assert refused(norte, 60, type_id=echo, practitioner_id=third.id).clash.resource == "equipment"
        agenda.cancel(CancelAppointment(appointment_id=first.id, version=2, reason="patient"))
        book(norte, 60, type_id=echo, practitioner_id=third.id)
        assert agenda.appointment(second.id).equipment_ids == (scans.id,)


def test_a_machine_out_of_use_is_refused_and_comes_back(within, norte):
    with within(norte):
        agenda, scan = find(AgendaContract), machine(norte)
        echo = kind(equipment_ids=(scan.id,)).id
        gone = agenda.retire_equipment(RetireEquipment(equipment_id=scan.id, version=1))
        clash = refused(norte, type_id=echo).clash
        assert (clash.resource, clash.name, clash.appointment_id) == ("equipment", "Ecógrafo", None)
        assert book(norte, type_id=echo, anyway=True).overbooked
        agenda.retire_equipment(RetireEquipment(equipment_id=scan.id, version=gone.version, retired=False))
        assert not book(norte, 60, type_id=echo).overbooked


def test_a_group_fills_its_seats_and_then_is_full(within, norte):
    with within(norte):
        class_ = kind("Clase", 60, seats=3).id
        taken = [book(norte, minutes=60, type_id=class_) for _ in range(3)]
        assert {one.session for one in taken} == {taken[0].session}
        assert {one.room_id for one in taken} == {norte.rooms[0]}
        assert refused(norte, minutes=60, type_id=class_).clash.resource == "session"
        assert refused(norte, 30).clash.resource == "practitioner"
        assert refused(norte, 30, minutes=60, type_id=class_).clash.resource == "practitioner"
        over = book(norte, minutes=60, type_id=class_, anyway=True)
        assert (over.overbooked, over.session) == (True, taken[0].session)


def test_who_leaves_a_group_gives_the_seat_back_and_has_a_session_of_their_own(within, norte):
    with within(norte):
        agenda, class_ = find(AgendaContract), kind("Clase", 60, seats=2).id
        first, second = (book(norte, minutes=60, type_id=class_) for _ in range(2))
        move = MoveAppointment(
            appointment_id=first.id, version=1, practitioner_id=norte.practitioners[0],
            starts_at=MORNING + timedelta(hours=2), minutes=60,
        )  # fmt: skip
        moved = agenda.move(move)
        assert moved.session != second.session
        assert book(norte, minutes=60, type_id=class_).session == second.session
        joined = agenda.move(move.model_copy(update={"appointment_id": second.id}))
        assert joined.session == moved.session
        with pytest.raises(SlotTaken):
            book(norte, 120, minutes=60, type_id=class_)


def test_who_came_late_to_a_group_finds_another_seat_or_hears_that_it_is_full(within, norte):
    with within(norte):
        agenda, class_ = find(AgendaContract), kind("Clase", 60, seats=2).id
        missed, _ = (book(norte, minutes=60, type_id=class_) for _ in range(2))
        with time_machine.travel(MORNING + timedelta(minutes=5)):
            mark = MarkAppointment(appointment_id=missed.id, version=1, status=AppointmentStatus.NOSHOW)
            gone = agenda.mark(mark)
            another = book(norte, minutes=60, type_id=class_)
            back = MarkAppointment(appointment_id=missed.id, version=gone.version, status=AppointmentStatus.ARRIVED)
            with pytest.raises(SlotTaken):
                agenda.mark(back)
            agenda.cancel(CancelAppointment(appointment_id=another.id, version=1, reason="patient"))
            assert agenda.mark(back).status is AppointmentStatus.ARRIVED


def test_a_group_shares_its_machine(within, norte):
    with within(norte):
        scan = machine(norte)
        class_ = kind("Clase", 60, seats=2, equipment_ids=(scan.id,)).id
        first, second = (book(norte, minutes=60, type_id=class_) for _ in range(2))
        assert first.equipment_ids == second.equipment_ids == (scan.id,)
        assert refused(norte, 30, type_id=class_, practitioner_id=norte.practitioners[1]).clash.resource == "equipment"


def test_a_kind_is_given_by_whom_and_where_it_says(within, norte):
    one, two = norte.practitioners
    with within(norte):
        hers = kind(practitioner_ids=(one,), room_ids=(norte.rooms[1],)).id
        with pytest.raises(NotForThisKind) as by:
            book(norte, type_id=hers, practitioner_id=two)
        with pytest.raises(NotForThisKind) as where:
            book(norte, type_id=hers, room_id=norte.rooms[0])
        assert (list(by.value.fields), list(where.value.fields)) == (["practitioner_id"], ["room_id"])
        assert book(norte, type_id=hers).room_id == norte.rooms[1]


def test_a_kind_out_of_use_is_not_booked_and_what_has_it_is_moved(within, norte):
    with within(norte):
        agenda, old = find(AgendaContract), kind()
        booked = book(norte, type_id=old.id)
        agenda.retire_type(RetireAppointmentType(type_id=old.id, version=1))
        with pytest.raises(UnknownChoice):
            book(norte, 60, type_id=old.id)
        move = MoveAppointment(
            appointment_id=booked.id, version=1, practitioner_id=norte.practitioners[1],
            starts_at=MORNING, minutes=45,
        )  # fmt: skip
        assert agenda.move(move).type_id == old.id
