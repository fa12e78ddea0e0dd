"""Choosing a patient for another form without JavaScript: the way out, the results, the way back."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.conftest import csrf_of
from tests.patients.people import register
from tests.stand.cast import RECEPTIONIST

BACK = "/c/norte/agenda/appointments/new"
FILLED = {"back": BACK, "time": "10:30", "note": "una nota & más", "practitioner_id": "1"}


@pytest.fixture
def desk(browser_of):
    return browser_of(RECEPTIONIST)


@pytest.fixture
def token(desk):
    return csrf_of(desk.get("/c/norte/patients/new").text)


def test_out_and_back_with_the_patient_and_all_that_was_filled_in(desk, token, norte):
    sent = {**FILLED, "q": "nunez", "find": "patient_id", "patient_id": "", "csrf_token": token, "new-given": "x"}
    out = desk.post("/c/norte/patients/choice", data=sent)
    assert out.status_code == 303
    assert parse_qs(urlsplit(out.location).query) == {name: [value] for name, value in {**FILLED, "q": "nunez"}.items()}
    page = desk.get(out.location).text
    way_back = (
        f"{BACK}?time=10%3A30&amp;note=una+nota+%26+m%C3%A1s&amp;practitioner_id=1&amp;patient_id={norte.patients[0]}"
    )
    assert way_back in page


def test_registering_on_the_way_leads_back_too(desk, token, within, norte):
    address = "/c/norte/patients/new?back=/c/norte/agenda/appointments/new&time=10%3A30"
    ana = {"given": "Ana", "family": "Ruiz", "phone": "655555555", "sex": "unknown", "language": "es"}
    made = desk.post(address, data={**ana, "csrf_token": token})
    assert made.status_code == 303
    assert made.location.startswith(f"{BACK}?time=10%3A30&patient_id=")
    with within(norte):
        known = register(given="Luis", family="Vega", phone="644444444")
    warned = desk.post(address, data={**ana, "phone": "644444444", "csrf_token": token})
    assert f"{BACK}?time=10%3A30&amp;patient_id={known.id}" in warned.text


@pytest.mark.parametrize(
    "back", ["", "https://evil.example/c/norte/", "//evil.example", "/c/sur/agenda", "/c/norte/agenda?x=1", "/login"]
)
def test_it_never_leads_out_of_the_clinic(desk, token, back):
    assert desk.post("/c/norte/patients/choice", data={"back": back, "csrf_token": token}).status_code == 404
    assert desk.get("/c/norte/patients/choice", query_string={"back": back}).status_code == 404
