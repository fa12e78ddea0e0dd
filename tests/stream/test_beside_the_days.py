"""What is drawn into every day, hours and names and phones: a listening view hears that it has changed."""

import pytest

from clinic_portal.contracts.agenda import AddException, AgendaContract, AvailabilityChanged, Whose
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.directory import find
from tests.patients import people
from tests.stand.cast import RECEPTIONIST, STRANGER
from tests.stream.ears import cookie_of, invitation

DAY = today("Europe/Madrid")
SPANS = ("", "/week", "/month")


def close_an_afternoon(clinic):
    whom = {"whose": Whose.PRACTITIONER, "resource_id": clinic.practitioners[0]}
    hours = {"first_day": DAY, "last_day": DAY, "opens": 15 * 60, "closes": 20 * 60}
    find(AgendaContract).add_exception(AddException(**whom, **hours, reason="Congreso"))


def drop_it_once_more(_clinic):
    find(AgendaContract).on_availability_changed(AvailabilityChanged())


def correct_a_phone(clinic):
    person = people.door().patient(clinic.patients[0])
    people.door().edit(people.changed(person, phone="655 66 77 88"))


@pytest.mark.parametrize("deed", [close_an_afternoon, drop_it_once_more, correct_a_phone])
def test_all_days_are_told_and_are_other_ones_by_then(ears, browser_of, within, norte, deed):
    browser, stranger = browser_of(RECEPTIONIST), browser_of(STRANGER)
    boards = [f"/c/norte/agenda{span}/board?day={DAY}" for span in SPANS]
    known = {board: browser.get(board).headers["ETag"] for board in boards}
    theirs = ears.listen(invitation(stranger, f"/c/sur/agenda/board?day={DAY}"), cookie_of(stranger))
    listening = [ears.listen(invitation(browser, board), cookie_of(browser)) for board in boards]
    with within(norte):
        deed(norte)
    assert [ear.hears() for ear in listening] == ["changed"] * len(SPANS)
    looks = [browser.get(board, headers={"X-Live": "1", "If-None-Match": stamp}) for board, stamp in known.items()]
    assert [look.status_code for look in looks] == [200] * len(SPANS)
    theirs._socket.settimeout(0.2)
    with pytest.raises(TimeoutError):
        theirs.hears()
