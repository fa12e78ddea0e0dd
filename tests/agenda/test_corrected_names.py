"""A patient's name that is corrected elsewhere: every open list on which they stand shows it at once, and no other."""

import pytest

from clinic_portal.contracts.agenda import AgendaContract, EnterQueue
from clinic_portal.contracts.patients import PatientsContract
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.work import work
from tests.agenda.waiting import wait
from tests.agenda.wishes import wish
from tests.patients.people import changed
from tests.stand.cast import RECEPTIONIST
from tests.stand.walk import noon

AGENDA = "/c/norte/agenda"
ROOM, LIST = f"{AGENDA}/waiting-room/queue", f"{AGENDA}/waiting-list/board"
STAMPS = ("queue_stamp", "waitlist_stamp")


@pytest.fixture
def listed(within, norte):
    """The first patient is booked, the second waits in the room and on the list."""
    with within(norte):
        agenda = find(AgendaContract)
        agenda.book(wish(norte, starts_at=noon(3), notify=False))
        wait(norte, 1, first_day=noon(0).date())
        patient_id, branch_id = norte.patients[1], norte.branch
        agenda.enter_queue(EnterQueue(idempotency_key=new_id(), branch_id=branch_id, patient_id=patient_id))


def correct(house, number, **fields):
    door = find(PatientsContract)
    door.edit(changed(door.patient(house.patients[number]), **fields))


def stamps():
    return [getattr(find(AgendaContract), name)() for name in STAMPS]


@pytest.mark.parametrize("address", [ROOM, LIST])
def test_the_open_list_is_given_anew_with_the_name(listed, browser_of, within, norte, address):
    desk = browser_of(RECEPTIONIST)
    first = desk.get(address)
    tag = {"If-None-Match": first.headers["ETag"], "X-Live": "1"}
    assert ("Iñaki" in first.text, desk.get(address, headers=tag).status_code) == (True, 304)
    with within(norte):
        correct(norte, 1, given="Ignacio")
    now_ = desk.get(address, headers=tag)
    assert (now_.status_code, "Ignacio" in now_.text, "Iñaki" in now_.text) == (200, True, False)
    assert desk.get(address, headers=tag | {"If-None-Match": now_.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("address", ["", "/week"])
def test_so_are_the_open_day_and_the_open_week(listed, browser_of, within, norte, address):
    desk, day = browser_of(RECEPTIONIST), noon(3).date()
    board = f"{AGENDA}{address}/board?day={day}&branch={norte.branch}&by=practitioner"
    first = desk.get(board)
    tag = {"If-None-Match": first.headers["ETag"]}
    assert desk.get(board, headers=tag).status_code == 304
    with within(norte):
        correct(norte, 0, given="Anastasia")
    now_ = desk.get(board, headers=tag)
    assert (now_.status_code, "Anastasia" in first.text, "Anastasia" in now_.text) == (200, False, True)


def test_lists_on_which_the_patient_does_not_stand_are_left_alone(listed, within, norte):
    with within(norte):
        before = stamps()
        correct(norte, 0, given="Anastasia")
        assert stamps() == before
        correct(norte, 1, given="Ignacio")
        assert [was != is_ for was, is_ in zip(before, stamps(), strict=True)] == [True, True]


def test_nothing_is_touched_before_the_correction_is_committed(listed, within, norte):
    with within(norte):
        before = stamps()
        with work() as session:
            correct(norte, 1, given="Ignacio")
            session.flush()
            assert stamps() == before
        assert stamps() != before


def test_another_clinics_lists_are_left_alone(listed, within, norte, sur):
    with within(sur):
        wait(sur, 0, first_day=noon(0).date())
        before = stamps()
    with within(norte):
        correct(norte, 1, given="Ignacio")
    with within(sur):
        assert stamps() == before


def test_a_record_saved_as_it_was_touches_nothing(listed, within, norte):
    with within(norte):
        before = stamps()
        correct(norte, 1)
        assert stamps() == before
