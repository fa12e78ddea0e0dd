"""A place that is held while a form is filled in is nobody else's, until it is booked, let go or run out."""

from datetime import timedelta

import pytest
import time_machine

from clinic_portal.contracts.agenda import (
    AgendaContract,
    AppointmentStatus,
    FindFree,
    MarkAppointment,
    MoveAppointment,
    OutsideHours,
    RenewHold,
)
from clinic_portal.contracts.clinics import AddPractitioner, ClinicsContract
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.refusals import NotFound
from tests.agenda.capacity import book, kind, machine, roomy
from tests.agenda.holding import ANA, LUIS, hold, refused
from tests.agenda.wishes import MORNING, NOW, wish
from tests.budgets.counting import counting


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as moment:
        yield moment


def test_a_held_place_is_in_the_way_of_a_booking_by_name(within, norte):
    with within(norte):
        held = hold(norte)
        assert held.until == NOW + timedelta(minutes=5)
        found = refused(lambda: book(norte, 10))
    assert (found.clash.resource, found.clash.held_by, found.clash.held_until) == ("practitioner", "Ana", held.until)
    assert (found.clash.starts_at, found.clash.appointment_id) == (MORNING, None)
    apart = {abs(one.starts_at - MORNING) for one in found.alternatives}
    assert len(found.alternatives) == 3
    assert min(apart) == timedelta(minutes=30)


def test_its_own_booking_takes_it_and_leaves_nothing_held(within, norte):
    with within(norte):
        hold(norte)
        booked = book(norte, hold=ANA)
        assert booked.starts_at == MORNING
        found = refused(lambda: book(norte))
    assert (found.clash.appointment_id, found.clash.held_until) == (booked.id, None)


def test_a_booking_elsewhere_gives_the_held_place_back(within, norte):
    with within(norte):
        hold(norte)
        book(norte, 60, hold=ANA)
        assert book(norte).starts_at == MORNING


def test_a_booking_that_is_refused_keeps_its_hold_and_is_offered_it(within, norte):
    with within(norte):
        book(norte, 30)
        hold(norte)
        found = refused(lambda: book(norte, 30, hold=ANA))
        assert MORNING in [one.starts_at for one in found.alternatives]
        assert refused(lambda: book(norte)).clash.held_by == "Ana"


def test_what_has_run_out_counts_for_nothing_at_once(within, norte, clock):
    with within(norte):
        hold(norte, seconds=60)
        clock.shift(59)
        refused(lambda: hold(norte, LUIS))
        clock.shift(1)
        assert hold(norte, LUIS).starts_at == MORNING
        late = refused(lambda: find(AgendaContract).renew(RenewHold(key=ANA)))
        assert refused(lambda: book(norte, hold=ANA)).clash.held_until == late.clash.held_until


def test_it_is_held_on_to_and_let_go_of(within, norte, clock):
    with within(norte):
        hold(norte)
        clock.shift(200)
        assert find(AgendaContract).renew(RenewHold(key=ANA)).until == NOW + timedelta(seconds=500)
        clock.shift(200)
        refused(lambda: book(norte))
        find(AgendaContract).release(ANA)
        find(AgendaContract).release(ANA)
        assert book(norte).starts_at == MORNING
        with pytest.raises(NotFound):
            find(AgendaContract).renew(RenewHold(key=ANA))


def test_one_key_holds_one_place_and_a_refused_hold_leaves_it(within, norte):
    with within(norte):
        hold(norte, LUIS, 30)
        first = hold(norte)
        assert refused(lambda: hold(norte, later=30)).clash.starts_at == MORNING + timedelta(minutes=30)
        refused(lambda: book(norte))
        assert hold(norte, later=60).id == first.id
        assert book(norte).starts_at == MORNING


def test_moves_and_free_times_see_it(within, norte):
    with within(norte):
        booked = book(norte, 60)
        hold(norte)
        move = {
            "appointment_id": booked.id, "version": booked.version, "practitioner_id": norte.practitioners[0],
            "starts_at": MORNING, "minutes": 30,
        }  # fmt: skip
        refused(lambda: find(AgendaContract).move(MoveAppointment(**move)))
        query = {"practitioner_id": norte.practitioners[0], "near": MORNING, "minutes": 30, "limit": 1}
        (free,) = find(AgendaContract).free_times(FindFree(**query))
        assert free.starts_at != MORNING
        (free,) = find(AgendaContract).free_times(FindFree(**query, hold=ANA))
        assert free.starts_at == MORNING
        assert find(AgendaContract).move(MoveAppointment(**move, hold=ANA)).starts_at == MORNING


def test_a_room_and_a_machine_are_held_as_they_are_booked(within, norte):
    one, two = norte.practitioners
    with within(norte):
        third = find(ClinicsContract).add_practitioner(AddPractitioner(branch_id=norte.branch, name="Dra. Sanz")).id
        roomy(norte.rooms[0], 2)
        scan = kind(equipment_ids=(machine(norte, capacity=2).id,)).id
        hold(norte, ANA, practitioner_id=one, room_id=norte.rooms[0], type_id=scan)
        book(norte, practitioner_id=two, room_id=norte.rooms[0], type_id=scan)
        sought = {"practitioner_id": third, "room_id": norte.rooms[1]}
        clash = refused(lambda: hold(norte, LUIS, **sought, type_id=scan)).clash
        assert (clash.resource, clash.name) == ("equipment", "Ecógrafo")
        assert refused(lambda: hold(norte, LUIS, **sought | {"room_id": norte.rooms[0]})).clash.resource == "room"
        book(norte, practitioner_id=one, room_id=norte.rooms[0], type_id=scan, hold=ANA)


def test_the_seats_of_a_group_are_held_one_by_one(within, norte):
    with within(norte):
        group = {"type_id": kind(seats=2).id}
        hold(norte, ANA, **group)
        assert hold(norte, LUIS, **group).room_id == norte.rooms[0]
        assert refused(lambda: book(norte, **group)).clash.resource == "session"
        first = book(norte, **group, hold=LUIS)
        second = book(norte, **group, patient_id=norte.patients[1], hold=ANA)
        assert first.session == second.session
        assert refused(lambda: hold(norte, LUIS, **group)).clash.appointment_id


def test_a_visitor_holds_without_a_name_and_the_same_rules(within, norte):
    with within(norte):
        hold(norte, holder="")
        clash = refused(lambda: book(norte)).clash
        assert (clash.held_by, clash.held_until is not None) == ("", True)
        with pytest.raises(OutsideHours):
            hold(norte, LUIS, later=-8 * 60)


def test_another_clinic_is_not_kept_out(within, norte, sur):
    with within(norte):
        hold(norte)
    with within(sur):
        find(AgendaContract).release(ANA)
        with pytest.raises(NotFound):
            find(AgendaContract).renew(RenewHold(key=ANA))
    with within(norte):
        refused(lambda: book(norte))


def test_a_press_that_comes_twice_replays_though_its_hold_is_gone(within, norte):
    with within(norte):
        hold(norte)
        press = wish(norte, hold=ANA)
        first = find(AgendaContract).book(press)
        assert find(AgendaContract).book(press) == first


def test_what_a_booking_costs(within, norte, monkeypatch):
    with within(norte):
        counted = []
        for later, key in ((0, ""), (60, ANA)):
            hold(norte, later=60)
            with counting(monkeypatch) as counts:
                book(norte, later, hold=key)
            counted.append(len(counts.statements))
    assert counted[1] - counted[0] == 1, "to give its hold up, and nothing where it has none"


def test_the_day_says_what_is_held_in_the_statement_that_reads_it(within, norte, clock, monkeypatch):
    with within(norte):
        book(norte, 60)
        agenda, counted = find(AgendaContract), []
        for _ in range(2):
            agenda.day(norte.branch, MORNING.date())
            with counting(monkeypatch) as counts:
                day = agenda.day(norte.branch, MORNING.date())
            counted.append(len(counts.statements))
            held = hold(norte)
        day = agenda.day(norte.branch, MORNING.date())
        assert counted[0] == counted[1]
        (shown,) = day.held
        assert (shown.id, shown.holder, shown.minutes, shown.until) == (held.id, "Ana", 30, held.until)
        assert len(day.entries) == 1
        clock.shift(301)
        assert agenda.day(norte.branch, MORNING.date()).held == ()


def test_the_day_has_a_new_stamp_when_a_place_is_held_and_let_go(within, norte):
    with within(norte):
        agenda, day = find(AgendaContract), MORNING.date()
        stamps = [agenda.day_stamp(day)]
        for deed in (lambda: hold(norte), lambda: agenda.release(ANA)):
            deed()
            stamps.append(agenda.day_stamp(day))
    assert len(set(stamps)) == 3


def test_who_did_not_come_does_not_come_back_into_a_held_place(within, norte, clock):
    with within(norte):
        agenda, missed = find(AgendaContract), book(norte)
        clock.move_to(MORNING + timedelta(minutes=1))
        step = {"appointment_id": missed.id}
        missed = agenda.mark(MarkAppointment(**step, version=missed.version, status=AppointmentStatus.NOSHOW))
        hold(norte, later=15)
        back = MarkAppointment(**step, version=missed.version, status=AppointmentStatus.BOOKED)
        assert refused(lambda: agenda.mark(back)).clash.held_by == "Ana"
        agenda.release(ANA)
        assert agenda.mark(back).status is AppointmentStatus.BOOKED


def test_the_beat_throws_away_what_ran_out_long_ago(within, norte, clock):
    with within(norte):
        agenda = find(AgendaContract)
        hold(norte)
        clock.shift(900)
        hold(norte, LUIS, 60, seconds=1800)
        clock.shift(2700 + 301)
        agenda.throw_away_holds()
        with pytest.raises(NotFound):
            agenda.renew(RenewHold(key=ANA))
        assert agenda.renew(RenewHold(key=LUIS)).starts_at == MORNING + timedelta(minutes=60)
