"""The delivery log of an appointment."""

import pytest

from tests.conftest import csrf_of
from tests.notifications.desk import in_days
from tests.stand.cast import DOCTOR, PASSWORD, RECEPTIONIST, STRANGER


def browser(desk, email: str):
    client = desk.app.test_client()
    token = csrf_of(client.get("/login").text)
    client.post("/login", data={"email": email, "password": PASSWORD, "csrf_token": token})
    return client


def address(appointment) -> str:
    return f"/c/norte/agenda/appointments/{appointment.id}/deliveries"


@pytest.fixture
def appointment(desk):
    return desk.book(desk.register(), in_days(2, 10))


@pytest.mark.parametrize("email", [RECEPTIONIST, DOCTOR])
def test_it_shows_what_was_sent(desk, appointment, email):
    desk.work_off()
    page = browser(desk, email).get(address(appointment)).text
    assert page.count("cita agendada") == 2
    assert "maria@example.com" in page
    assert 'hx-trigger="every' not in page


def test_it_asks_again_while_something_is_on_its_way(portal, norte, desk):
    waiting = type(desk)(portal(notify_debounce_seconds=600), norte)
    appointment = waiting.book(waiting.register(), in_days(2, 10))
    waiting.work_off()
    fragment = browser(waiting, RECEPTIONIST).get(address(appointment), headers={"HX-Request": "true"}).text
    assert fragment.startswith('<section class="deliveries')
    assert 'hx-trigger="every 4s"' in fragment
    assert "salvo que antes se deshaga el cambio" in fragment


def test_a_failure_says_why_and_what_to_do(sms_desk, provider):
    provider.answers = [(400, {"code": 21211}, 0)]
    appointment = sms_desk.book(sms_desk.register(email=""), in_days(2, 10))
    sms_desk.work_off()
    page = browser(sms_desk, RECEPTIONIST).get(address(appointment)).text
    assert "este número o esta dirección no existe" in page
    assert "Conviene llamar" in page


def test_a_stranger_finds_nothing(desk, appointment):
    client = browser(desk, STRANGER)
    assert client.get(address(appointment)).status_code == 404
    assert client.get(address(appointment).replace("norte", "sur")).status_code == 404


def test_nobody_sees_it_without_signing_in(desk, appointment):
    assert desk.app.test_client().get(address(appointment)).status_code in {302, 303}


def test_the_panel_of_the_appointment_holds_it(desk, appointment):
    desk.work_off()
    page = browser(desk, RECEPTIONIST).get(f"/c/norte/agenda/appointments/{appointment.id}").text
    assert page.count("cita agendada") == 2


def test_the_panel_says_when_the_patient_will_be_told(portal, norte, desk):
    waiting = type(desk)(portal(notify_debounce_seconds=600), norte)
    appointment = waiting.book(waiting.register(), in_days(2, 10))
    waiting.work_off()
    page = browser(waiting, RECEPTIONIST).get(f"/c/norte/agenda/appointments/{appointment.id}").text
    assert "salvo que antes se deshaga el cambio" in page
