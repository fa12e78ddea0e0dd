"""A warm request's statements, Redis commands and bytes."""

import gzip
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from clinic_portal.contracts.agenda import AgendaContract, BookAppointment
from clinic_portal.contracts.clinics import ChangeLogo, ClinicsContract
from clinic_portal.foundation.clock import at_local, today
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from tests.budgets.counting import Counts, counting, forget_parts
from tests.clinics.uploads import picture
from tests.stand.cast import RECEPTIONIST, House

HTMX = {"HX-Request": "true"}
GZIP = {"Accept-Encoding": "gzip"}


@pytest.fixture
def booked(within, norte: House) -> int:
    """An appointment of today."""
    with within(norte):
        command = BookAppointment(
            idempotency_key=new_id(),
            patient_id=norte.patients[0],
            practitioner_id=norte.practitioners[0],
            room_id=norte.rooms[0],
            type_id=norte.visit,
            starts_at=at_local(today("Europe/Madrid"), 19 * 60, "Europe/Madrid"),
            minutes=30,
        )
        return find(AgendaContract).book(command).id


@pytest.fixture
def warm(browser_of, monkeypatch) -> Callable[..., Counts]:
    """`warm(path, **headers)`: what the third request of a kind costs when nothing of it is remembered."""
    browser: FlaskClient = browser_of(RECEPTIONIST)

    def ask(path: str, headers: dict[str, str]) -> Counts:
        for _ in range(2):
            assert browser.get(path, headers=headers).status_code == 200
        forget_parts(browser.application)
        with counting(monkeypatch) as counts:
            assert browser.get(path, headers=headers).status_code == 200
        return counts

    return ask


def test_the_day_is_one_statement_and_one_command(warm, booked) -> None:
    counts = warm("/c/norte/agenda", {})
    assert len(counts.statements) == 1
    assert counts.commands == ["MGET"]


def test_a_glance_is_four_statements_and_one_command(warm, booked) -> None:
    counts = warm(f"/c/norte/agenda/appointments/{booked}/peek", HTMX)
    assert len(counts.statements) == 4
    assert counts.commands == ["MGET"]


@pytest.mark.parametrize("path", ["sheet", "sheet.xlsx"])
def test_a_sheet_is_one_statement_and_one_command(warm, booked, path) -> None:
    counts = warm(f"/c/norte/agenda/{path}", {})
    assert len(counts.statements) == 1
    assert counts.commands == ["MGET"]


def test_a_week_is_one_statement_and_one_command(warm, booked) -> None:
    counts = warm("/c/norte/agenda/week", {})
    assert len(counts.statements) == 1
    assert counts.commands == ["MGET"]


def test_a_month_is_one_statement_and_one_command(warm, booked) -> None:
    counts = warm("/c/norte/agenda/month", {})
    assert len(counts.statements) == 1
    assert counts.commands == ["MGET"]


@pytest.mark.parametrize("view", ["week", "month"])
def test_an_unchanged_week_or_month_is_one_command_and_no_byte(browser_of, booked, monkeypatch, view) -> None:
    browser, board = browser_of(RECEPTIONIST), f"/c/norte/agenda/{view}/board"
    headers = {**GZIP, "If-None-Match": browser.get(board, headers=GZIP).headers["ETag"], "X-Live": "1"}
    browser.get(board, headers=headers)
    with counting(monkeypatch) as counts:
        answer = browser.get(board, headers=headers)
    assert (answer.status_code, answer.data) == (304, b"")
    assert (counts.statements, counts.commands) == ([], ["MGET"])


def test_an_appointment_is_five_statements_and_one_command(warm, booked) -> None:
    counts = warm(f"/c/norte/agenda/appointments/{booked}", HTMX)
    assert len(counts.statements) == 5
    assert counts.commands == ["MGET"]


def test_a_search_is_one_statement_and_one_command(warm) -> None:
    counts = warm("/c/norte/patients/search?link=1&q=nun", HTMX)
    assert len(counts.statements) == 1
    assert counts.commands == ["MGET"]


def test_a_page_of_a_catalog_is_one_command(warm) -> None:
    counts = warm("/c/norte/catalogs/diseases", HTMX)
    assert (counts.statements, counts.commands) == ([], ["MGET"])


def test_an_unchanged_day_is_one_command_and_no_byte(browser_of, booked, monkeypatch) -> None:
    browser = browser_of(RECEPTIONIST)
    stamp = browser.get("/c/norte/agenda/board", headers=GZIP).headers["ETag"]
    headers = {**GZIP, "If-None-Match": stamp}
    browser.get("/c/norte/agenda/board", headers=headers)
    with counting(monkeypatch) as counts:
        answer = browser.get("/c/norte/agenda/board", headers=headers)
    assert (answer.status_code, answer.data) == (304, b"")
    assert (counts.statements, counts.commands) == ([], ["MGET"])


def test_a_booking_is_few_statements(browser_of, norte, monkeypatch) -> None:
    browser: FlaskClient = browser_of(RECEPTIONIST)
    browser.get("/c/norte/agenda/appointments/new")
    fields = {
        "patient_id": norte.patients[0],
        "practitioner_id": norte.practitioners[0],
        "room_id": norte.rooms[0],
        "type_id": norte.visit,
        "day": "2030-01-08",
        "minutes": 30,
        "csrf_token": _token(browser),
    }
    for time in ("09:00", "10:00"):
        with counting(monkeypatch) as counts:
            answer = browser.post(
                "/c/norte/agenda/appointments", data={**fields, "time": time, "idempotency_key": f"budget-{time}"}
            )
        assert answer.status_code == 303, answer.text
    assert len(counts.statements) <= 9
    assert counts.flights == 4


def test_the_day_is_sent_small(browser_of, booked) -> None:
    answer = browser_of(RECEPTIONIST).get("/c/norte/agenda", headers=GZIP)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.data) < 12_000
    assert b"appointment is-" in gzip.decompress(answer.data)


def _token(browser: FlaskClient) -> str:
    with browser.session_transaction() as session:
        assert "csrf_token" in session
    page = browser.get("/c/norte/agenda").text
    return page.split('name="csrf-token" content="')[1].split('"')[0]


def test_the_clinics_house_is_no_statement_and_one_command(warm) -> None:
    counts = warm("/c/norte/settings", {})
    assert counts.statements == []
    assert counts.commands == ["MGET"]


def test_a_logo_is_one_statement_and_one_command(warm, within, norte: House) -> None:
    with within(norte):
        find(ClinicsContract).change_logo(ChangeLogo(file_name="logo.png", content=picture()))
    counts = warm("/c/norte/logo", {})
    assert len(counts.statements) == 1
    assert counts.commands == ["MGET"]
