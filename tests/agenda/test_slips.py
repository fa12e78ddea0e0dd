"""Slips of the hand at the desk: a year that no calendar reaches is told beside its field, and what was typed stays."""

import pytest
import time_machine

from tests.agenda.wishes import NOW
from tests.conftest import csrf_of
from tests.stand.cast import RECEPTIONIST

AGENDA = "/c/norte/agenda"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.mark.parametrize(("day", "told"), [("9999-12-30", "Faltan más de cinco años"), ("0002-05-06", "Hace más de")])
def test_the_year_of_a_search(browser_of, day, told):
    answer = browser_of(RECEPTIONIST).get(f"{AGENDA}/free-times?day={day}&minutes=45")
    assert (answer.status_code, told in answer.text, f'value="{day}"' in answer.text) == (422, True, True)
    assert 'value="45"' in answer.text


@pytest.mark.parametrize("address", ["/appointments", "/series/plan"])
@pytest.mark.parametrize(("day", "told"), [("9999-12-30", "Faltan más de cinco años"), ("0002-05-06", "Hace más de")])
def test_the_year_of_a_booking_and_of_a_series(browser_of, norte, address, day, told):
    browser = browser_of(RECEPTIONIST)
    typed = {
        "csrf_token": csrf_of(browser.get(AGENDA).text), "patient_id": norte.patients[0], "type_id": norte.visit,
        "practitioner_id": norte.practitioners[0], "room_id": 0, "day": day, "time": "10:00", "minutes": 30,
        "note": "Trae <informe>", "every": 1, "unit": "week", "count": 3, "idempotency_key": "a-slip",
    }  # fmt: skip
    answer = browser.post(f"{AGENDA}{address}", data=typed)
    assert (answer.status_code, told in answer.text, "Trae &lt;informe&gt;" in answer.text) == (422, True, True)
