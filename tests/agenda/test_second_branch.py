"""A practitioner who sees patients at two branches is on the board of both and is booked where they are that day."""

import html
import re
from datetime import UTC, datetime, time

import pytest
import time_machine

from clinic_portal.contracts.agenda import (
    AgendaContract,
    AppointmentStatus,
    AppointmentView,
    FindFree,
    MoveAppointment,
    OutsideHours,
    QueueState,
    SlotTaken,
    UnknownChoice,
)
from clinic_portal.contracts.clinics import AddBranch, AddRoom, ClinicsContract, Part, Retire, Shift
from clinic_portal.foundation.directory import find
from tests.agenda.test_queue_turns import mark
from tests.agenda.wishes import NOW, wish
from tests.clinics.arranging import edited_practitioner
from tests.clinics.sent import form_of
from tests.stand.cast import RECEPTIONIST

ALL_DAY = tuple((weekday, time(8), time(20)) for weekday in range(7))
TUESDAY, WEDNESDAY = 1, 2
AT_HOME = datetime(2026, 12, 1, 9, tzinfo=UTC)
AT_PORT = datetime(2026, 12, 1, 16, tzinfo=UTC)
"""Tuesday, 10:00 and 17:00 in Madrid."""


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def port(within, norte) -> tuple[int, int]:
    """Puerto with its room: Dra. Vega is there on Tuesday afternoons and on Wednesdays, on Tuesday mornings at home."""
    with within(norte):
        clinics = find(ClinicsContract)
        branch = clinics.add_branch(AddBranch(name="Puerto", hours=ALL_DAY)).id
        room = clinics.add_room(AddRoom(branch_id=branch, name="Muelle")).id
        shifts = (
            Shift(branch_id=norte.branch, weekday=TUESDAY, opens=time(9), closes=time(14)),
            Shift(branch_id=branch, weekday=TUESDAY, opens=time(16), closes=time(18)),
            Shift(branch_id=branch, weekday=WEDNESDAY, opens=time(9), closes=time(11)),
        )
        clinics.edit_practitioner(edited_practitioner(clinics.directory().practitioners[0], shifts=shifts))
    return branch, room


def book(norte, **other) -> AppointmentView:
    return find(AgendaContract).book(wish(norte, **other))


@pytest.mark.parametrize(("at", "here"), [(AT_HOME, "home"), (AT_PORT, "port")])
def test_who_is_booked_in_any_room_is_booked_where_they_are_then(within, norte, port, at, here):
    with within(norte):
        booked = book(norte, starts_at=at)
    assert (booked.branch_id, booked.room_id) == ((norte.branch, norte.rooms[0]) if here == "home" else port)


def test_the_wished_room_says_the_branch(within, norte, port):
    branch, room = port
    with within(norte):
        booked = book(norte, starts_at=AT_PORT, room_id=room)
        assert booked.branch_id == branch
        assert [entry.id for entry in find(AgendaContract).day(branch, AT_PORT.date()).entries] == [booked.id]
        assert find(AgendaContract).day(norte.branch, AT_PORT.date()).entries == ()


def test_the_hours_of_one_branch_are_not_those_of_the_other(within, norte, port):
    with within(norte):
        for starts_at, room in ((AT_HOME, port[1]), (AT_PORT, norte.rooms[0]), (AT_PORT.replace(hour=18), None)):
            with pytest.raises(OutsideHours):
                book(norte, starts_at=starts_at, room_id=room)


def test_a_room_where_they_see_nobody_is_refused(within, norte, port):
    with within(norte), pytest.raises(UnknownChoice) as refused:
        book(norte, practitioner_id=norte.practitioners[1], room_id=port[1])
    assert set(refused.value.fields) == {"room_id"}


def test_other_times_are_offered_at_the_branch_that_was_wished(within, norte, port):
    with within(norte):
        book(norte, starts_at=AT_PORT)
        with pytest.raises(SlotTaken) as taken:
            book(norte, starts_at=AT_PORT, patient_id=norte.patients[1])
    assert {offer.room_id for offer in taken.value.alternatives} == {port[1]}
    assert {offer.starts_at.hour for offer in taken.value.alternatives} <= {15, 16}


def test_free_times_are_those_of_the_branch(within, norte, port):
    query = FindFree(practitioner_id=norte.practitioners[0], near=AT_HOME, minutes=60, limit=50)
    with within(norte):
        at_home = find(AgendaContract).free_times(query)
        there = find(AgendaContract).free_times(query.model_copy(update={"branch_id": port[0]}))
        in_room = find(AgendaContract).free_times(query.model_copy(update={"room_id": port[1]}))
    assert {free.starts_at.strftime("%a") for free in at_home} == {"Tue"}
    assert {free.starts_at.hour for free in at_home} == {8, 9, 10, 11, 12}
    assert {free.starts_at.strftime("%a %H") for free in there} == {"Tue 15", "Tue 16", "Wed 08", "Wed 09"}
    assert there == in_room


def test_an_appointment_is_moved_to_the_other_branch_with_its_time(within, norte, port):
    with within(norte):
        booked = book(norte)
        moved = find(AgendaContract).move(
            MoveAppointment(
                appointment_id=booked.id,
                version=1,
                practitioner_id=norte.practitioners[0],
                starts_at=AT_PORT,
                minutes=30,
            )
        )
    assert (moved.branch_id, moved.room_id) == port


def test_who_has_come_to_one_branch_has_not_come_to_the_other(within, norte, port):
    with within(norte):
        agenda, booked = find(AgendaContract), book(norte)
        mark(booked, AppointmentStatus.ARRIVED)
        there = {"practitioner_id": norte.practitioners[0], "starts_at": AT_PORT, "minutes": 30}
        moved = agenda.move(MoveAppointment(appointment_id=booked.id, version=2, **there))
        assert (moved.branch_id, moved.status) == (port[0], AppointmentStatus.BOOKED)
        mark(booked, AppointmentStatus.ARRIVED)
        (gone,), (waiting,) = (agenda.queue(branch).entries for branch in (norte.branch, port[0]))
    assert (gone.state, waiting.state, waiting.room_id) == (QueueState.WITHDRAWN, QueueState.WAITING, port[1])


def test_at_a_branch_that_is_retired_nobody_is_booked(within, norte, port):
    branch, room = port
    with within(norte):
        find(ClinicsContract).retire(Retire(part=Part.BRANCH, id=branch, version=1))
        with pytest.raises(UnknownChoice):
            book(norte, starts_at=AT_PORT, room_id=room)
        with pytest.raises(OutsideHours):
            book(norte, starts_at=AT_PORT)
        assert book(norte, starts_at=AT_HOME).branch_id == norte.branch
        assert find(ClinicsContract).directory().practitioners_of(branch) == ()


def test_each_board_has_their_column_with_the_hours_of_its_branch(browser_of, norte, port):
    rosa = browser_of(RECEPTIONIST)
    home = rosa.get(f"/c/norte/agenda?day=2026-12-01&branch={norte.branch}").text
    there = rosa.get(f"/c/norte/agenda?day=2026-12-01&branch={port[0]}").text
    gap, vega = 'id="gap-{}-{}"', norte.practitioners[0]
    assert gap.format(vega, 9 * 12) in home
    assert gap.format(vega, 16 * 12) not in home
    assert gap.format(vega, 16 * 12) in there
    assert gap.format(vega, 9 * 12) not in there
    assert f'id="column-{norte.practitioners[1]}"' not in there


def test_a_gap_of_the_second_branch_is_booked_there(browser_of, within, norte, port):
    rosa = browser_of(RECEPTIONIST)
    day = f"day=2026-12-01&branch={port[0]}"
    page = rosa.get(f"/c/norte/agenda/appointments/new?{day}&practitioner_id={norte.practitioners[0]}&time=16:00").text
    typed = {**form_of(page), "patient_id": str(norte.patients[0])}
    assert typed["room_id"] == "0", "their usual room is at the other branch"
    assert rosa.post("/c/norte/agenda/appointments", data=typed).status_code == 303
    with within(norte):
        (entry,) = find(AgendaContract).day(port[0], AT_PORT.date()).entries
    assert (entry.room_id, entry.starts) == (port[1], 16 * 60)


def test_the_next_free_time_proposed_is_of_the_shown_branch(browser_of, norte, port):
    vega = norte.practitioners[0]
    address = f"/c/norte/agenda/appointments/new?day=2026-12-02&branch={port[0]}&practitioner_id={vega}"
    typed = form_of(browser_of(RECEPTIONIST).get(address).text)
    assert (typed["day"], typed["time"], typed["room_id"]) == ("2026-12-02", "09:00", str(port[1]))


def test_the_settings_name_them_once(browser_of, norte, port):
    page = browser_of("admin@norte.example").get("/c/norte/settings").text
    assert page.count(f'id="practitioner-{norte.practitioners[0]}"') == 1
    assert "Puerto" in page[page.index("Dra. Vega") : page.index("Dr. Soto")]


def test_their_week_is_open_wherever_they_are_and_its_gaps_book_there(norte, port, browser_of):
    branch, _room = port
    vega = norte.practitioners[0]
    desk = browser_of(RECEPTIONIST)
    for shown in (norte.branch, branch):
        week = desk.get(f"/c/norte/agenda/week?day={AT_HOME.date()}&by=practitioner&whose={vega}&branch={shown}").text
        tuesday = week.split(f'id="column-{AT_HOME.date()}"')[1].split("</section>")[0]
        assert re.findall(r'id="gap-[\d-]+-(\d+)"', tuesday) == ["108", "192"]
        gap = html.unescape(re.search(r'id="gap-[\d-]+-192" href="([^"]+)"', tuesday)[1])
        form = desk.get(gap).text
        assert re.search(r'name="room_id".*?<option selected value="0">', form, re.DOTALL), (
            "any room, where they are then"
        )
