"""The agenda's pages: they work, they need the permission, and a stranger meets nothing."""

import re
from datetime import date, timedelta

import pytest
import time_machine

from clinic_portal.contracts.agenda import AgendaContract
from clinic_portal.contracts.clinics import ClinicsContract
from clinic_portal.foundation.directory import find
from tests.agenda.wishes import NOW
from tests.conftest import csrf_of
from tests.stand.cast import ADMIN, DOCTOR, RECEPTIONIST, STRANGER

HTMX = {"HX-Request": "true"}
TOMORROW = date.today() + timedelta(days=1)  # noqa: DTZ011  # any coming day will do


@pytest.fixture
def desk(browser_of):
    return browser_of(RECEPTIONIST)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=True):
        yield


def form_of(desk, house, **other):
    page = desk.get(f"/c/{house.slug}/agenda/appointments/new", query_string={"day": TOMORROW.isoformat()})
    assert page.status_code == 200
    key = re.search(r'name="idempotency_key"[^>]*value="([^"]+)"', page.text)[1]
    fields = {
        "csrf_token": csrf_of(page.text),
        "idempotency_key": key,
        "patient_id": house.patients[0],
        "practitioner_id": house.practitioners[0],
        "room_id": house.rooms[0],
        "type_id": house.visit,
        "day": TOMORROW.isoformat(),
        "time": "10:00",
        "minutes": "30",
        "note": "Trae estudios",
    }
    return fields | other


def test_a_new_form_proposes_a_time_of_its_day_not_of_the_evening_before(desk, norte):
    day = TOMORROW + timedelta(days=(1 - TOMORROW.weekday()) % 7)
    page = desk.get("/c/norte/agenda/appointments/new", query_string={"day": day.isoformat()})
    assert re.search(r'name="time"[^>]*value="08:00"', page.text), re.findall(r'name="time"[^>]*', page.text)


def booked(desk, house, **other):
    answer = desk.post(f"/c/{house.slug}/agenda/appointments", data=form_of(desk, house, **other))
    assert answer.status_code == 303, answer.text
    return answer


@pytest.mark.parametrize("by", ["practitioner", "room"])
def test_the_day_shows_a_booking_in_its_column(desk, norte, by):
    booked(desk, norte)
    page = desk.get(f"/c/norte/agenda?day={TOMORROW}&by={by}")
    assert page.status_code == 200
    assert "María José Núñez Álvarez" in page.text
    assert page.text.count('<article class="appointment') == 1
    assert "Dra. Vega" in page.text
    assert "Cubículo 1" in page.text


@pytest.mark.parametrize("email", [RECEPTIONIST, DOCTOR, ADMIN])
def test_everybody_of_the_clinic_sees_the_day(browser_of, email):
    assert browser_of(email).get("/c/norte/agenda").status_code == 200


def test_a_stranger_sees_nothing(browser_of, desk, norte):
    booked(desk, norte)
    stranger = browser_of(STRANGER)
    assert stranger.get("/c/norte/agenda").status_code == 404
    assert stranger.get("/c/norte/agenda/appointments/1").status_code == 404
    assert stranger.get("/c/sur/agenda/appointments/1").status_code == 404


def test_without_a_script_booking_leads_back_to_its_day(desk, norte):
    answer = booked(desk, norte)
    assert f"day={TOMORROW}" in answer.location
    assert "Agendada" in desk.get(answer.location).text


def test_with_htmx_the_board_the_panel_and_a_word_come_back(desk, norte):
    answer = desk.post(
        "/c/norte/agenda/appointments",
        data=form_of(desk, norte),
        headers=HTMX
        | {"HX-Current-URL": f"http://localhost/c/norte/agenda?day={TOMORROW}", "HX-Source": "form#booking-form"},
    )
    assert answer.status_code == 200
    assert 'hx-target="#day"' in answer.text
    assert 'hx-target="#panel-body"' in answer.text
    assert "María José" in answer.text
    assert "agenda-settled" in answer.headers["HX-Trigger"]


def test_a_clash_shows_the_other_three_times_and_all_that_was_typed(desk, norte):
    booked(desk, norte)
    answer = desk.post(
        "/c/norte/agenda/appointments",
        data=form_of(desk, norte, patient_id=norte.patients[1], note="Con <silla> de ruedas"),
        headers=HTMX,
    )
    assert answer.status_code == 409
    assert "María José Núñez Álvarez" in answer.text
    assert answer.text.count('name="at"') == 3
    assert "Con &lt;silla&gt; de ruedas" in answer.text
    assert f'value="{norte.patients[1]}"' in answer.text


def test_an_offered_time_books_at_once(desk, norte):
    booked(desk, norte)
    fields = form_of(desk, norte, patient_id=norte.patients[1])
    clash = desk.post("/c/norte/agenda/appointments", data=fields, headers=HTMX)
    offered = re.search(r'name="at" value="([^"]+)"', clash.text)[1]
    again = desk.post("/c/norte/agenda/appointments", data=fields | {"at": offered})
    assert again.status_code == 303


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("patient_id", ""),
        ("patient_id", "abc"),
        ("practitioner_id", "999"),
        ("room_id", "999"),
        ("type_id", ""),
        ("day", "mañana"),
        ("day", ""),
        ("time", "25:00"),
        ("minutes", "0"),
        ("minutes", "-5"),
        ("minutes", "mil"),
        ("note", "x" * 1001),
    ],
)
def test_wrong_input_gets_a_sentence_beside_its_field_and_nothing_is_lost(desk, norte, field, value):
    fields = form_of(desk, norte, **{"note": "Trae estudios", field: value})
    answer = desk.post("/c/norte/agenda/appointments", data=fields, headers=HTMX)
    assert answer.status_code == 422
    assert "field-error" in answer.text
    if field != "note":
        assert "Trae estudios" in answer.text


def test_the_hour_that_the_clock_skips_does_not_exist(desk, norte):
    answer = desk.post(
        "/c/norte/agenda/appointments", data=form_of(desk, norte, day="2027-03-28", time="02:30"), headers=HTMX
    )
    assert answer.status_code == 422
    assert "time-error" in answer.text


def test_a_state_a_confirmation_and_a_stale_press(clock, desk, norte, within):
    booked(desk, norte, day=NOW.date().isoformat())
    token = csrf_of(desk.get("/c/norte/agenda").text)
    here = "/c/norte/agenda/appointments/1"
    assert desk.post(f"{here}/confirmation", data={"csrf_token": token, "version": 1}).status_code == 303
    assert desk.post(f"{here}/state", data={"csrf_token": token, "version": 2, "status": "arrived"}).status_code == 303
    stale = desk.post(f"{here}/state", data={"csrf_token": token, "version": 1, "status": "fulfilled"}, headers=HTMX)
    assert (stale.status_code, stale.headers["HX-Retarget"]) == (409, "#panel-body")
    assert "Abajo está como quedó." in stale.text
    assert 'name="version" value="3"' in stale.text, "the next press is one on what is seen now"
    late = desk.post(f"{here}/confirmation", data={"csrf_token": token, "version": 1})
    assert (late.status_code, "Abajo está como quedó." in late.text) == (409, True)
    assert desk.post(f"{here}/state", data={"csrf_token": token, "version": 3, "status": "dancing"}).status_code == 409
    with within(norte):
        assert find(AgendaContract).appointment(1).status == "arrived"


def test_before_its_day_no_button_says_that_somebody_came(clock, desk, norte):
    booked(desk, norte, day="2026-12-02")
    here = "/c/norte/agenda/appointments/1"
    page = desk.get(here).text
    assert 'name="status"' not in page
    refused = desk.post(f"{here}/state", data={"csrf_token": csrf_of(page), "version": 1, "status": "arrived"})
    assert (refused.status_code, "Todavía no ha llegado el día de esta cita." in refused.text) == (409, True)
    booked(desk, norte, day="2026-12-01")
    assert 'value="arrived"' in desk.get("/c/norte/agenda/appointments/2").text


def test_cancelling_asks_for_a_reason_and_hides_the_appointment(desk, norte):
    booked(desk, norte)
    token = csrf_of(desk.get("/c/norte/agenda").text)
    here = "/c/norte/agenda/appointments/1/cancellation"
    assert desk.get(here).status_code == 200
    assert desk.post(here, data={"csrf_token": token, "version": 1}, headers=HTMX).status_code == 422
    missing = desk.post(here, data={"csrf_token": token, "version": 1, "reason": "other", "detail": " "}, headers=HTMX)
    assert "detail-error" in missing.text
    assert desk.post(here, data={"csrf_token": token, "version": 1, "reason": "patient"}).status_code == 303
    assert "María José" not in desk.get(f"/c/norte/agenda?day={TOMORROW}").text.split('id="day"')[1]
    assert "María José" in desk.get(f"/c/norte/agenda?day={TOMORROW}&cancelled=1").text


def test_moving_by_the_form(desk, norte):
    booked(desk, norte)
    page = desk.get("/c/norte/agenda/appointments/1/move")
    fields = {
        "csrf_token": csrf_of(page.text),
        "version": 1,
        "practitioner_id": norte.practitioners[1],
        "room_id": 0,
        "day": TOMORROW.isoformat(),
        "time": "11:15",
        "minutes": 45,
    }
    assert desk.post("/c/norte/agenda/appointments/1/move", data=fields).status_code == 303
    stale = desk.post("/c/norte/agenda/appointments/1/move", data=fields | {"time": "12:00"}, headers=HTMX)
    assert stale.status_code == 409
    assert "11:15" in stale.text
    assert 'value="12:00"' in stale.text


def test_the_board_is_not_sent_again_until_something_changes(desk, norte):
    address = f"/c/norte/agenda/board?day={TOMORROW}"
    first = desk.get(address)
    assert first.status_code == 200
    same = desk.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (same.status_code, same.text) == (304, "")
    booked(desk, norte)
    assert desk.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_the_week_strip_is_there_for_the_clinic_that_has_switched_it_on(app, desk, norte, within, browser_of):
    booked(desk, norte)
    assert "week-strip" not in desk.get("/c/norte/agenda").text
    with app.app_context():
        find(ClinicsContract).switch_flag("norte", "agenda.week-strip", on=True)
    strip = desk.get(f"/c/norte/agenda?day={TOMORROW}").text
    assert strip.count("<small>") >= 7
    assert "1 cita" in strip
    assert "week-strip" not in browser_of(STRANGER).get("/c/sur/agenda").text
