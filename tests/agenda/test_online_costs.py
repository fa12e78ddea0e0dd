"""Booking by oneself: the ways on which a code can leave, and what its pages cost."""

import pytest
import time_machine

from clinic_portal.contracts.notifications import Channel, NotificationsContract
from clinic_portal.foundation.directory import find
from tests.agenda.online import NEW, open_online
from tests.agenda.test_kinds_pages import sent
from tests.agenda.test_online_pages import FRONT, WHO, first_link
from tests.agenda.wishes import NOW
from tests.budgets.counting import counting
from tests.stand.cast import RECEPTIONIST


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def visitor(app, within, norte):
    with within(norte):
        open_online(norte)
    return app.test_client()


@pytest.fixture
def only(app, monkeypatch):
    """`only(Channel.EMAIL)`: the portal has no other way out."""

    def leave(*channels: Channel) -> None:
        with app.app_context():
            monkeypatch.setattr(find(NotificationsContract), "_channels", frozenset(channels))

    return leave


def form(visitor, norte) -> str:
    return visitor.get(first_link(visitor.get(f"{FRONT}?type_id={norte.visit}&language=en").text)).text


def test_where_sms_is_closed_the_code_goes_by_mail_alone(visitor, norte, only):
    only(Channel.EMAIL)
    page = form(visitor, norte)
    assert ("by e-mail" in page, 'value="sms"' in page, 'type="radio"' in page) == (True, False, False)
    missing = visitor.post(WHO, data=sent(page) | NEW)
    assert (missing.status_code, "Write the address that the code goes to." in missing.text) == (422, True)
    other = visitor.post(WHO, data=sent(page) | NEW | {"way": "sms", "email": "nadia@correo.example"})
    assert other.status_code == 422
    assert visitor.post(WHO, data=sent(page) | NEW | {"email": "nadia@correo.example"}).status_code == 303


def test_where_mail_is_closed_the_code_goes_by_sms_alone(visitor, norte, only):
    only(Channel.SMS)
    page = form(visitor, norte)
    assert ("by SMS" in page, 'value="email"' in page) == (True, False)
    assert visitor.post(WHO, data=sent(page) | NEW | {"way": "email", "email": "n@correo.example"}).status_code == 422


def test_both_are_offered_where_both_are_open(visitor, norte, only):
    only(*Channel)
    assert form(visitor, norte).count('name="way"') == 2


@pytest.mark.parametrize(
    ("name", "most"), [("front", 0), ("times", 4), ("who", 0), ("board", 1), ("requests", 1)], ids=str
)
def test_what_a_page_costs_while_patients_book_by_themselves(visitor, browser_of, norte, monkeypatch, name, most):
    times = f"{FRONT}?type_id={norte.visit}&language=en"
    address = {
        "front": FRONT, "times": times, "who": first_link(visitor.get(times).text),
        "board": "/c/norte/agenda", "requests": "/c/norte/agenda/requests",
    }[name]  # fmt: skip
    browser = browser_of(RECEPTIONIST) if name in {"board", "requests"} else visitor
    browser.get(address)
    with counting(monkeypatch) as counts:
        assert browser.get(address).status_code == 200
    assert len(counts.statements) <= most, counts.statements
