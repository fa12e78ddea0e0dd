"""The pages of a week and of a month: they work, they need the permission, and a stranger meets nothing."""

import html
import re
from datetime import timedelta

import pytest

from clinic_portal.contracts.identity import ChangeMemberRole, IdentityContract, Permission
from clinic_portal.foundation.directory import find
from tests.agenda.test_pages import HTMX, TOMORROW, booked, form_of
from tests.stand.cast import DOCTOR, RECEPTIONIST, STRANGER
from tests.stand.staff import hire, own_role

MARIA = "María José Núñez Álvarez"
WEEK, MONTH = f"/c/norte/agenda/week?day={TOMORROW}", f"/c/norte/agenda/month?day={TOMORROW}"


@pytest.fixture
def desk(browser_of):
    return browser_of(RECEPTIONIST)


def test_the_week_shows_seven_days_and_its_gaps_book_there(desk, norte):
    booked(desk, norte)
    page = desk.get(f"{WEEK}&by=practitioner&whose={norte.practitioners[0]}").text
    assert page.count('<section class="column') == 7
    assert page.count('<article class="appointment') == 1
    monday = TOMORROW - timedelta(days=TOMORROW.weekday())
    assert f"practitioner_id={norte.practitioners[0]}&amp;branch={norte.branch}" in page
    assert f"&amp;day={monday}&amp;time=" in page
    other = desk.get(f"{WEEK}&by=practitioner&whose={norte.practitioners[1]}").text
    assert other.count('<article class="appointment') == 0


def test_a_rooms_week_names_the_practitioner_beside_the_patient(desk, norte):
    booked(desk, norte)
    page = desk.get(f"{WEEK}&by=room&whose={norte.rooms[0]}").text
    assert page.count('<article class="appointment') == 1
    assert "· Dra. Vega</span>" in page


def test_a_gap_of_the_week_opens_the_form_with_its_day_and_time(desk, norte):
    address = f"/c/norte/agenda/appointments/new?practitioner_id={norte.practitioners[1]}&branch={norte.branch}"
    form = desk.get(f"{address}&by=practitioner&day={TOMORROW}&time=11:15", headers=HTMX).text
    assert f'value="{TOMORROW}"' in form
    assert 'value="11:15"' in form
    assert f'value="{norte.practitioners[1]}" selected' in form or f'selected value="{norte.practitioners[1]}"' in form


@pytest.mark.parametrize("view", [WEEK, MONTH])
def test_an_action_on_the_page_answers_with_its_board(desk, norte, view):
    answer = desk.post(
        "/c/norte/agenda/appointments",
        data=form_of(desk, norte),
        headers=HTMX | {"HX-Current-URL": f"http://localhost{view}", "HX-Source": "form#booking-form"},
    )
    assert answer.status_code == 200
    if view is MONTH:
        assert 'hx-target="#month"' in answer.text
        assert "1 cita" in answer.text
    else:
        assert answer.text.count('<section class="column') == 7
        assert MARIA in answer.text


def test_the_month_says_how_full_each_day_is(desk, norte):
    booked(desk, norte, minutes="120")
    page = desk.get(MONTH).text.split('id="month"')[1]
    assert page.count("1 cita</span>") == 1
    assert page.count("<td ") % 7 == 0
    assert MARIA not in page
    assert f"/c/norte/agenda?day={TOMORROW}" in page


@pytest.mark.parametrize("view", [WEEK, MONTH])
def test_the_board_is_not_sent_again_until_something_in_its_days_changes(desk, norte, view):
    board = view.replace("?", "/board?")
    first = desk.get(board)
    headers = {"If-None-Match": first.headers["ETag"]}
    assert desk.get(board, headers=headers).status_code == 304
    booked(desk, norte)
    assert desk.get(board, headers=headers).status_code == 200


@pytest.mark.parametrize("view", [WEEK, MONTH])
@pytest.mark.parametrize("email", [RECEPTIONIST, DOCTOR])
def test_who_sees_the_agenda_sees_them(browser_of, email, view):
    assert browser_of(email).get(view).status_code == 200


@pytest.mark.parametrize("view", [WEEK, MONTH])
def test_without_the_permission_they_are_refused(within, browser_of, norte, view):
    with within(norte):
        role = own_role("Archivo", frozenset({Permission.SEE_PATIENTS}))
        command = ChangeMemberRole(user_id=hire("archivo@norte.example"), role=role.role.key, version=1)
        find(IdentityContract).change_member_role(command)
    assert browser_of("archivo@norte.example").get(view).status_code == 403


@pytest.mark.parametrize("view", [WEEK, MONTH])
def test_a_stranger_meets_nothing(browser_of, view):
    assert browser_of(STRANGER).get(view).status_code == 404


@pytest.mark.parametrize("whose", ["999999", "9" * 30, "-1", "x"])
def test_an_odd_week_is_a_plain_answer(desk, whose):
    assert desk.get(f"{WEEK}&whose={whose}").status_code in {200, 404}


def test_another_clinics_practitioner_has_no_week_here(desk, sur):
    assert desk.get(f"{WEEK}&by=practitioner&whose={sur.practitioners[0]}").status_code == 404


@pytest.mark.parametrize("view", [f"/c/norte/agenda?day={TOMORROW}", WEEK, MONTH])
def test_a_page_knows_its_stamp_and_the_first_poll_brings_nothing(desk, view):
    page = desk.get(view).text
    stamp = re.search(r'data-stamp="W/&#34;([^&]+)&#34;"', page)[1]
    board = html.unescape(re.search(r'data-board="([^"]+)"', page)[1])
    assert desk.get(board, headers={"If-None-Match": f'W/"{stamp}"'}).status_code == 304


def test_the_month_names_its_holidays_in_the_readers_language(desk):
    december = "/c/norte/agenda/month?day=2026-12-10"
    day = desk.get(december).text.split('id="day-2026-12-25"')[1].split("</a>")[0]
    assert "Natividad del Señor" in day
    desk.set_cookie("language", "en")
    assert "Christmas Day" in desk.get(december).text


@pytest.mark.parametrize("query", ["day=gestern", "day=0001-01-01", "day=9999-12-31", "by=nobody", "cancelled=x"])
def test_an_odd_address_shows_a_day_all_the_same(desk, query):
    assert desk.get(f"/c/norte/agenda?{query}").status_code == 200


def test_a_branch_of_another_clinic_is_no_branch(desk, sur):
    assert desk.get(f"/c/norte/agenda?branch={sur.branch + 1000}").status_code == 404
