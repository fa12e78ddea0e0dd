"""Moving a group by its pages: the form and the strip ask whether one seat or all of them move."""

import pytest

from clinic_portal.contracts.agenda import AgendaContract
from clinic_portal.foundation.clock import at_local
from clinic_portal.foundation.directory import find
from tests.agenda.capacity import kind
from tests.agenda.test_pages import HTMX, TOMORROW, booked
from tests.agenda.wishes import wish
from tests.conftest import csrf_of
from tests.stand.cast import RECEPTIONIST

ONE = "/c/norte/agenda/appointments/1"


@pytest.fixture
def class_(within, norte):
    """A class of three tomorrow at ten with two in it, ids 1 and 2."""
    with within(norte):
        made, starts = kind("Clase", 60, seats=3), at_local(TOMORROW, 10 * 60, "Europe/Madrid")
        for patient in norte.patients:
            find(AgendaContract).book(wish(norte, type_id=made.id, patient_id=patient, starts_at=starts, minutes=60))
        return made


@pytest.fixture
def desk(browser_of):
    return browser_of(RECEPTIONIST)


def asked(norte, desk, **other):
    return {
        "csrf_token": csrf_of(desk.get("/c/norte/agenda").text), "version": "1",
        "day": TOMORROW.isoformat(), "time": "12:00", "minutes": "60",
        "practitioner_id": str(norte.practitioners[0]), "room_id": "0",
    } | other  # fmt: skip


def starts(within, norte):
    with within(norte):
        return {find(AgendaContract).appointment(one).starts_at for one in (1, 2)}


def test_form_and_strip_ask_and_the_groups_page_means_all(norte, desk, class_):
    form = desk.get(f"{ONE}/move", headers=HTMX).text
    strip = desk.get(f"{ONE}/proposal", query_string=asked(norte, desk), headers=HTMX).text
    for page in (form, strip):
        assert "Solo esta plaza" in page
        assert "Todo el grupo (2)" in " ".join(page.split())
    panel = desk.get(f"{ONE}/group", headers=HTMX).text
    assert '/move?whom=group"' in panel
    board = desk.get(f"/c/norte/agenda?day={TOMORROW}").text
    assert 'data-lead="1"' in board


def test_one_that_is_no_groups_is_not_asked(norte, desk):
    booked(desk, norte)
    assert "Todo el grupo" not in desk.get(f"{ONE}/move", headers=HTMX).text


@pytest.mark.parametrize(("whom", "moved"), [("group", 1), ("seat", 2), ("", 2)])
def test_what_was_chosen_is_done(norte, desk, within, class_, whom, moved):
    answer = desk.post(f"{ONE}/move", data=asked(norte, desk, **({"whom": whom} if whom else {})), headers=HTMX)
    assert answer.status_code == 200, answer.text
    assert len(starts(within, norte)) == moved
    assert ("Grupo movido: 2 pacientes" in answer.headers["HX-Trigger"]) == (whom == "group")


def test_a_taken_time_is_named_nothing_is_moved_and_the_choice_stays(norte, desk, within, class_):
    booked(desk, norte, time="12:00")
    before = starts(within, norte)
    answer = desk.post(f"{ONE}/move", data=asked(norte, desk, whom="group"), headers=HTMX)
    assert answer.status_code == 409
    assert "Iñaki García López" in answer.text or "María José Núñez Álvarez" in answer.text
    assert starts(within, norte) == before
    chosen = answer.text[answer.text.index('value="group"') - 80 : answer.text.index('value="group"') + 20]
    assert "checked" in chosen


def test_without_scripts_it_is_the_same(norte, desk, within, class_):
    answer = desk.post(f"{ONE}/move", data=asked(norte, desk, whom="group"))
    assert answer.status_code == 303
    assert starts(within, norte) == {at_local(TOMORROW, 12 * 60, "Europe/Madrid")}
