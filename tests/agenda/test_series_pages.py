"""The pages of series: plan, book, look, move, cancel; the permission, and the stranger."""

import re
from datetime import time, timedelta
from zoneinfo import ZoneInfo

import pytest

from clinic_portal.contracts.agenda import AgendaContract
from clinic_portal.contracts.agenda.recalls import AddRecall
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from tests.agenda.test_pages import HTMX, TOMORROW, booked, form_of
from tests.conftest import csrf_of
from tests.stand.cast import RECEPTIONIST, STRANGER

MADRID = ZoneInfo("Europe/Madrid")
RULE = {"every": "1", "unit": "week", "count": "3"}


@pytest.fixture
def desk(browser_of):
    return browser_of(RECEPTIONIST)


def planned(desk, house, **other):
    form = form_of(desk, house, **(RULE | other))
    return form, desk.post(f"/c/{house.slug}/agenda/series/plan", data=form)


def times_of(page):
    return re.findall(r'name="times" value="([^"]+)"', page.text)


def series_of(desk, house, **other):
    """Books one and gives the first appointment's id."""
    form, page = planned(desk, house, **other)
    answer = desk.post(f"/c/{house.slug}/agenda/series", data=form | {"times": times_of(page)})
    assert answer.status_code == 303, answer.text
    day = desk.get(answer.headers["Location"])
    return int(re.search(r"/appointments/(\d+)", day.text)[1])


def test_all_times_are_shown_before_anything_is_booked(desk, norte, within):
    _, page = planned(desk, norte)
    assert page.status_code == 200
    assert len(times_of(page)) == 3
    assert "Todas las horas están libres" in page.text
    with within(norte):
        assert find(AgendaContract).patient_appointments(norte.patients[0]) == ()


def test_a_series_from_a_recall_is_what_the_recall_was_for(desk, norte, within):
    fields = {"type_id": norte.visit, "branch_id": norte.branch, "due": TOMORROW}
    with within(norte):
        wish = AddRecall(idempotency_key=new_id(), patient_id=norte.patients[0], **fields)
        due = find(AgendaContract).add_recall(wish)
    form, page = planned(desk, norte, recall_id=due.id)
    assert f'name="recall_id" type="hidden" value="{due.id}"' in page.text
    assert desk.post("/c/norte/agenda/series", data=form | {"times": times_of(page)}).status_code == 303
    with within(norte):
        series = find(AgendaContract).patient_appointments(norte.patients[0])
        assert find(AgendaContract).recall(due.id).appointment_id == min(series, key=lambda one: one.starts_at).id


def test_a_taken_time_is_told_by_name_and_another_is_proposed(desk, norte):
    booked(desk, norte, day=(TOMORROW + timedelta(days=7)).isoformat())
    form, page = planned(desk, norte)
    assert "María José Núñez Álvarez" in page.text
    first, second, third = times_of(page)
    assert [one.split()[1][11:] == first.split()[1][11:] for one in (second, third)] == [False, True]
    answer = desk.post("/c/norte/agenda/series", data=form | {"times": [first, second, third]}, headers=HTMX)
    assert (answer.status_code, "agenda-settled" in answer.headers["HX-Trigger"]) == (200, True)


def test_what_is_unticked_is_left_out(desk, norte, within):
    form, page = planned(desk, norte)
    assert desk.post("/c/norte/agenda/series", data=form | {"times": times_of(page)[:2]}).status_code == 303
    with within(norte):
        assert len(find(AgendaContract).patient_appointments(norte.patients[0])) == 2


def test_a_time_taken_meanwhile_books_nothing_and_shows_the_times_anew(desk, norte, within):
    form, page = planned(desk, norte)
    booked(desk, norte, patient_id=norte.patients[1])
    answer = desk.post("/c/norte/agenda/series", data=form | {"times": times_of(page)})
    assert answer.status_code == 409
    assert len(times_of(answer)) == 3
    with within(norte):
        assert find(AgendaContract).patient_appointments(norte.patients[0]) == ()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"count": ""}, "Indique un número."),
        ({"count": "61"}, "Entre 2 y 60 veces."),
        ({"every": "0"}, "Entre 1 y 12."),
        ({"unit": "year"}, ""),
        ({"patient_id": ""}, "Elija un paciente"),
    ],
)
def test_what_makes_no_series_is_the_booking_form_again(desk, norte, wrong, sentence):
    _, page = planned(desk, norte, **wrong)
    assert page.status_code == 422
    assert sentence in page.text
    assert "Trae estudios" in page.text


@pytest.mark.parametrize("times", [[], ["2026"], ["2026-12-01 2026-12-01T09:00Z x 0"]])
def test_without_a_time_nothing_is_booked(desk, norte, times):
    form, _ = planned(desk, norte)
    answer = desk.post("/c/norte/agenda/series", data=form | {"times": times})
    assert answer.status_code == 422
    assert len(times_of(answer)) == 3


def test_the_series_lists_its_appointments_and_each_leads_to_it(desk, norte):
    one = series_of(desk, norte)
    page = desk.get(f"/c/norte/agenda/appointments/{one}/series")
    assert page.text.count("/appointments/") >= 3
    assert "3 citas" in page.text
    assert f"/appointments/{one}/series" in desk.get(f"/c/norte/agenda/appointments/{one}").text


def change(desk, one, what, **fields):
    page = desk.get(f"/c/norte/agenda/appointments/{one}/series/{what}")
    assert page.status_code == 200
    version = re.search(r'name="version"[^>]*value="(\d+)"', page.text)[1]
    form = {"csrf_token": csrf_of(page.text), "version": version, "scope": "following"}
    return desk.post(f"/c/norte/agenda/appointments/{one}/series/{what}", data=form | fields)


def when(house, **other):
    fields = {"day": TOMORROW.isoformat(), "time": "12:00", "minutes": "30", "practitioner_id": house.practitioners[0]}
    return fields | {"room_id": house.rooms[0]} | other


def test_a_series_is_moved_and_then_cancelled(desk, norte, within):
    one = series_of(desk, norte)
    assert change(desk, one, "move", **when(norte)).status_code == 303
    with within(norte):
        found = find(AgendaContract).series_of(one).appointments
    assert {item.starts_at.astimezone(MADRID).time() for item in found} == {time(12)}
    assert all(item.version == 2 for item in found)
    assert change(desk, one, "cancellation", reason="patient").status_code == 303
    with within(norte):
        assert {item.status.value for item in find(AgendaContract).series_of(one).appointments} == {"cancelled"}


def test_a_move_in_the_way_of_another_shows_each_time(desk, norte):
    one = series_of(desk, norte)
    booked(desk, norte, time="12:00", day=(TOMORROW + timedelta(days=7)).isoformat(), patient_id=norte.patients[1])
    answer = change(desk, one, "move", **when(norte))
    assert answer.status_code == 409
    ids = re.findall(r'name="planned" value="(\d+)"', answer.text)
    assert len(ids) == 3
    again = change(desk, one, "move", **when(norte), planned=ids, times=times_of(answer))
    assert again.status_code == 303


def test_a_series_seen_too_long_ago_is_shown_as_it_stands(desk, norte):
    one = series_of(desk, norte)
    answer = change(desk, one, "move", **when(norte), version="7")
    assert answer.status_code == 409
    assert "12:00" in answer.text


def test_one_that_stands_alone_has_no_series(desk, norte):
    day = desk.get(booked(desk, norte).headers["Location"])
    one = re.search(r"/appointments/(\d+)", day.text)[1]
    assert desk.get(f"/c/norte/agenda/appointments/{one}/series").status_code == 409
    assert change(desk, one, "cancellation", reason="patient").status_code == 409


def test_a_stranger_meets_no_series(browser_of, desk, norte):
    one = series_of(desk, norte)
    assert browser_of(STRANGER).get(f"/c/norte/agenda/appointments/{one}/series").status_code == 404


def test_each_card_says_which_of_how_many_it_is_and_leads_to_the_series(desk, norte):
    first = series_of(desk, norte)
    for week, place in enumerate((1, 2, 3)):
        board = desk.get(f"/c/norte/agenda?day={TOMORROW + timedelta(days=7 * week)}").text
        [mark] = re.findall(
            r'<a class="in-series" href="([^"]+)"[^>]* title="([^"]+)" aria-label="([^"]+)">([^<]+)<', board
        )
        assert mark[1:] == (f"{place} de 3 de la serie", f"{place} de 3 de la serie", f"{place}/3")
        assert "3 citas" in desk.get(mark[0]).text
    for page in (f"/c/norte/agenda/appointments/{first}", f"/c/norte/agenda/appointments/{first}/peek"):
        text = desk.get(page).text
        assert "1 de 3" in text
        assert f"/appointments/{first}/series" in text


def test_one_that_stands_alone_has_no_mark(desk, norte):
    booked(desk, norte)
    assert "in-series" not in desk.get(f"/c/norte/agenda?day={TOMORROW}").text
