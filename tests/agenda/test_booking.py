"""A receptionist books, moves, cancels and marks at the agenda's door."""

from datetime import timedelta

import pytest
import time_machine

from clinic_portal.contracts.agenda import (
    AgendaContract,
    AppointmentStatus,
    CancelAppointment,
    ConfirmAppointment,
    InThePast,
    MarkAppointment,
    MoveAppointment,
    NotThatStep,
    SlotTaken,
    UndoDeed,
    UnknownChoice,
)
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.refusals import KeyReused, NotFound, Stale
from tests.agenda.wishes import MORNING, NOW, wish


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=True):
        yield


def test_a_booking_takes_the_practitioners_own_room(within, norte):
    with within(norte):
        booked = find(AgendaContract).book(wish(norte, note="Trae estudios"))
    assert booked.room_id == norte.rooms[0]
    assert booked.patient_name == "María José Núñez Álvarez"
    assert booked.status is AppointmentStatus.BOOKED
    assert booked.minutes == 30


def test_the_same_form_sent_twice_books_once(within, norte):
    with within(norte):
        command = wish(norte)
        first, second = find(AgendaContract).book(command), find(AgendaContract).book(command)
        assert first == second
        with pytest.raises(KeyReused):
            find(AgendaContract).book(command.model_copy(update={"minutes": 45}))


def test_a_clash_names_the_other_and_offers_the_three_nearest_times(within, norte):
    with within(norte):
        agenda = find(AgendaContract)
        agenda.book(wish(norte))
        with pytest.raises(SlotTaken) as refused:
            agenda.book(wish(norte, patient_id=norte.patients[1], starts_at=MORNING + timedelta(minutes=15)))
    clash, alternatives = refused.value.clash, refused.value.alternatives
    assert (clash.resource, clash.patient_name) == ("practitioner", "María José Núñez Álvarez")
    assert [free.starts_at.strftime("%H:%M") for free in alternatives] == ["09:30", "09:45", "08:30"]


def test_with_the_practitioners_room_in_use_another_is_proposed_and_a_chosen_one_clashes(within, norte):
    with within(norte):
        agenda = find(AgendaContract)
        agenda.book(wish(norte))
        other = agenda.book(wish(norte, practitioner_id=norte.practitioners[1]))
        assert other.room_id == norte.rooms[1]
        with pytest.raises(SlotTaken) as refused:
            agenda.move(
                MoveAppointment(
                    appointment_id=other.id,
                    version=other.version,
                    practitioner_id=norte.practitioners[1],
                    room_id=norte.rooms[0],
                    starts_at=MORNING,
                    minutes=30,
                )
            )
        assert refused.value.clash.resource == "room"
        offered = {(free.starts_at, free.room_id) for free in refused.value.alternatives}
        assert len(offered) == 3
        assert (other.starts_at, other.room_id) not in offered


@pytest.mark.parametrize(
    ("field", "value"),
    [("patient_id", 999_999), ("practitioner_id", 999_999), ("room_id", 999_999), ("type_id", 999_999)],
)
def test_what_the_clinic_does_not_have_is_refused_beside_its_field(within, norte, field, value):
    with within(norte), pytest.raises(UnknownChoice) as refused:
        find(AgendaContract).book(wish(norte, **{field: value}))
    assert field in refused.value.fields


def test_another_clinics_patient_practitioner_and_room_are_unknown(within, norte, sur):
    with within(norte):
        for foreign in (
            {"patient_id": sur.patients[0]},
            {"practitioner_id": sur.practitioners[0]},
            {"room_id": sur.rooms[0]},
            {"type_id": sur.visit},
        ):
            with pytest.raises(UnknownChoice):
                find(AgendaContract).book(wish(norte, **foreign))


def test_yesterday_is_refused(within, norte):
    with within(norte), pytest.raises(InThePast):
        find(AgendaContract).book(wish(norte, starts_at=MORNING - timedelta(days=1)))


def test_a_move_keeps_history_and_frees_the_old_time(within, norte):
    with within(norte):
        agenda = find(AgendaContract)
        booked = agenda.book(wish(norte))
        moved = agenda.move(
            MoveAppointment(
                appointment_id=booked.id,
                version=booked.version,
                practitioner_id=norte.practitioners[0],
                starts_at=MORNING + timedelta(hours=1),
                minutes=45,
            )
        )
        assert (moved.starts_at, moved.minutes, moved.version) == (MORNING + timedelta(hours=1), 45, 2)
        assert [(change.what, change.was_at) for change in agenda.history(booked.id)] == [
            ("moved", MORNING),
            ("booked", None),
        ]
        agenda.book(wish(norte, patient_id=norte.patients[1]))


@pytest.mark.parametrize(
    ("practitioner", "room", "still"), [(0, 0, True), (0, 1, True), (1, 1, False)], ids=["same", "room", "practitioner"]
)
def test_a_patients_yes_is_to_the_time_and_to_whom_it_is_with(within, norte, practitioner, room, still):
    with within(norte):
        agenda = find(AgendaContract)
        booked = agenda.book(wish(norte))
        agreed = agenda.confirm(ConfirmAppointment(appointment_id=booked.id, version=booked.version))
        moved = agenda.move(
            MoveAppointment(
                appointment_id=booked.id,
                version=agreed.version,
                practitioner_id=norte.practitioners[practitioner],
                room_id=norte.rooms[room],
                starts_at=MORNING,
                minutes=45,
            )
        )
        undone = agenda.undo(UndoDeed(appointment_id=booked.id, version=moved.version))
    assert moved.confirmed_at == (agreed.confirmed_at if still else None)
    assert undone.confirmed_at == agreed.confirmed_at is not None


def test_two_who_move_the_same_the_second_is_told(within, norte):
    with within(norte):
        agenda = find(AgendaContract)
        booked = agenda.book(wish(norte))
        move = MoveAppointment(
            appointment_id=booked.id,
            version=booked.version,
            practitioner_id=norte.practitioners[0],
            starts_at=MORNING + timedelta(hours=1),
            minutes=30,
        )
        agenda.move(move)
        with pytest.raises(Stale) as refused:
            agenda.move(move.model_copy(update={"starts_at": MORNING + timedelta(hours=2)}))
    assert refused.value.theirs.starts_at == MORNING + timedelta(hours=1)


def test_a_cancelled_appointment_stays_with_its_reason_and_frees_its_time(within, norte):
    with within(norte):
        agenda = find(AgendaContract)
        booked = agenda.book(wish(norte))
        cancelled = agenda.cancel(CancelAppointment(appointment_id=booked.id, version=1, reason="patient"))
        assert (cancelled.status, cancelled.cancellation_reason) == (AppointmentStatus.CANCELLED, "patient")
        agenda.book(wish(norte, patient_id=norte.patients[1]))
        with pytest.raises(NotThatStep):
            agenda.cancel(CancelAppointment(appointment_id=booked.id, version=cancelled.version, reason="again"))


def test_a_patients_way_through_the_day_and_back(within, norte):
    with within(norte):
        agenda = find(AgendaContract)
        booked = agenda.book(wish(norte))
        confirmed = agenda.confirm(ConfirmAppointment(appointment_id=booked.id, version=1))
        assert confirmed.confirmed_at is not None
        version = confirmed.version
        for status in (AppointmentStatus.ARRIVED, AppointmentStatus.CHECKED_IN, AppointmentStatus.FULFILLED):
            marked = agenda.mark(MarkAppointment(appointment_id=booked.id, version=version, status=status))
            assert marked.status is status
            version = marked.version
        assert [change.what for change in agenda.history(booked.id)] == [
            "fulfilled", "checkedin", "arrived", "confirmed", "booked",
        ]  # fmt: skip


def test_a_noshow_is_noted_when_the_time_has_come_and_can_be_corrected_unless_the_time_was_given_away(within, norte):
    with within(norte):
        agenda = find(AgendaContract)
        booked = agenda.book(wish(norte, starts_at=NOW + timedelta(minutes=15)))
        missed = MarkAppointment(appointment_id=booked.id, version=1, status=AppointmentStatus.NOSHOW)
        with pytest.raises(NotThatStep):
            agenda.mark(missed)
        with time_machine.travel(NOW + timedelta(minutes=20)):
            version = agenda.mark(missed).version
            back = MarkAppointment(appointment_id=booked.id, version=version, status=AppointmentStatus.ARRIVED)
            version = agenda.mark(back).version
            version = agenda.mark(missed.model_copy(update={"version": version})).version
            agenda.book(wish(norte, patient_id=norte.patients[1], starts_at=NOW + timedelta(minutes=15)))
            with pytest.raises(SlotTaken):
                agenda.mark(back.model_copy(update={"version": version}))


def test_another_clinics_appointment_is_nowhere(within, norte, sur):
    with within(norte):
        booked = find(AgendaContract).book(wish(norte))
    with within(sur):
        agenda = find(AgendaContract)
        for ask in (
            lambda: agenda.appointment(booked.id),
            lambda: agenda.history(booked.id),
            lambda: agenda.cancel(CancelAppointment(appointment_id=booked.id, version=1, reason="x")),
            lambda: agenda.mark(MarkAppointment(appointment_id=booked.id, version=1, status=AppointmentStatus.ARRIVED)),
        ):
            with pytest.raises(NotFound):
                ask()
        assert agenda.day(sur.branch, MORNING.date()).entries == ()
        with pytest.raises(NotFound):
            agenda.day(norte.branch, MORNING.date())
