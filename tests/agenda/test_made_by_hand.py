"""Requests that no page of ours would send: a sentence or a plain error page, never a fault."""

from datetime import date, timedelta

import pytest

from tests.agenda.test_pages import form_of
from tests.stand.cast import RECEPTIONIST

TODAY = date.today()  # noqa: DTZ011  # any day near will do


@pytest.fixture
def desk(browser_of):
    return browser_of(RECEPTIONIST)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("patient_id", "9" * 25),
        ("patient_id", "9" * 5000),
        ("day", "9999-12-31"),
        ("day", (TODAY + timedelta(days=6 * 366)).isoformat()),
    ],
)
def test_what_no_row_or_calendar_holds_gets_a_sentence(desk, norte, field, value):
    fields = form_of(desk, norte, **{field: value, "time": "23:50", "minutes": "720"})
    answer = desk.post("/c/norte/agenda/appointments", data=fields)
    assert answer.status_code == 422
    assert "field-error" in answer.text


@pytest.mark.parametrize("field", ["note", "idempotency_key"])
def test_a_nul_is_not_understood(desk, norte, field):
    fields = form_of(desk, norte, **{field: "a\0b"})
    assert desk.post("/c/norte/agenda/appointments", data=fields).status_code == 400


def test_marks_that_turn_text_around_are_not_kept(desk, norte):
    answer = desk.post("/c/norte/agenda/appointments", data=form_of(desk, norte, note="ab\u202ecd", patient_id=""))
    assert "abcd" in answer.text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("agenda/appointments/99999999999999999999", 404),
        ("patients/99999999999999999999", 404),
        ("agenda?branch=99999999999999999999", 200),
        ("catalogs/diseases?page=9999999999999999999", 200),
        ("patients?q=%00", 400),
    ],
)
def test_addresses_made_by_hand(desk, norte, address, status):
    assert desk.get(f"/c/norte/{address}").status_code == status


def test_a_nul_in_the_clinics_name(desk):
    assert desk.get("/c/norte%00/agenda").status_code == 400
