"""Redis stalls for a moment while somebody looks at the day or books: nothing old is shown afterwards."""

import os
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from clinic_portal.app import create_app
from clinic_portal.contexts.agenda import stamps
from clinic_portal.contexts.identity import session_cache
from clinic_portal.contracts.agenda import AgendaContract
from clinic_portal.contracts.identity import IdentityContract
from clinic_portal.foundation import foresight
from clinic_portal.foundation.database import db
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.embedded.valkey import EmbeddedValkey
from clinic_portal.foundation.redis_client import client, redis_breaker
from clinic_portal.foundation.tenancy import inside
from tests.agenda.wishes import wish
from tests.budgets.counting import forget_parts
from tests.conftest import csrf_of
from tests.stand.cast import PASSWORD, RECEPTIONIST, House
from tests.stand.walk import noon

DAY = f"/c/norte/agenda?day={noon(1).date()}&by=practitioner"


@pytest.fixture(scope="module")
def valkey() -> Iterator[EmbeddedValkey]:
    """A server of one's own, to be stalled at will."""
    with tempfile.TemporaryDirectory(prefix="clinic-portal-stalls-") as folder:
        (home := Path(folder)).chmod(0o755)
        with EmbeddedValkey(home / "data") as server:
            yield server


@pytest.fixture
def stalled(valkey: EmbeddedValkey) -> Callable:
    """`with stalled():` no answer comes; afterwards Redis is as it was."""

    @contextmanager
    def stall() -> Iterator[None]:
        assert valkey.pid
        os.kill(valkey.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(valkey.pid, signal.SIGCONT)
            redis_breaker.close()

    return stall


@pytest.fixture
def portal(app: Flask, valkey: EmbeddedValkey) -> Iterator[Flask]:
    made = create_app(app.config["SETTINGS"].model_copy(update={"redis_url": valkey.url()}))
    with made.app_context():
        client().flushdb()
    yield made
    with made.app_context():
        db.engine.dispose()
    redis_breaker.close()


@pytest.fixture
def desk(portal: Flask) -> FlaskClient:
    """A receptionist, to whom the day is familiar."""
    browser = portal.test_client()
    token = csrf_of(browser.get("/login").text)
    browser.post("/login", data={"email": RECEPTIONIST, "password": PASSWORD, "csrf_token": token})
    for _ in range(3):
        assert shown(browser) == 0
    return browser


def shown(browser: FlaskClient) -> int:
    """How many appointments the day has."""
    answer = browser.get(DAY)
    assert answer.status_code == 200
    return answer.text.count('<article class="appointment')


def book(portal: Flask, norte: House, hours: int = 1) -> None:
    with portal.app_context(), inside(norte.id):
        find(AgendaContract).book(wish(norte, starts_at=noon(1) + timedelta(hours=hours), notify=False))


@pytest.fixture
def fails_at(portal: Flask, stalled, monkeypatch) -> Callable:
    """`with fails_at(stamps, "_standing"):` Redis stalls for as long as that function asks."""

    @contextmanager
    def fail(place: object, name: str) -> Iterator[None]:
        forget_parts(portal)
        portal.extensions["shared"].visitors._kept.clear()
        foresight._remembered.clear()
        asks = getattr(place, name)

        def asks_in_vain(*asked: object) -> object:
            with stalled():
                return asks(*asked)

        with monkeypatch.context() as patch:
            patch.setattr(place, name, asks_in_vain)
            yield

    return fail


def test_a_day_drawn_while_its_stamp_could_not_be_read_is_not_kept(portal, desk, norte, fails_at):
    with fails_at(stamps, "_standing"):
        assert shown(desk) == 0
    book(portal, norte)
    assert shown(desk) == 1


def test_whoever_was_admitted_without_redis_is_asked_again(portal, desk, fails_at):
    with fails_at(session_cache, "find"):
        assert shown(desk) == 0
    with portal.app_context():
        identity = find(IdentityContract)
        (session,) = identity.sessions(1, "")
        identity.end_other_session(1, session.handle)
    assert desk.get(DAY).status_code == 303


def test_a_booking_whose_stamp_was_lost_shows_as_soon_as_redis_is_back(portal, desk, norte, stalled):
    with stalled():
        book(portal, norte)
    assert shown(desk) == 1
    assert not portal.extensions["owed_news"]
    book(portal, norte, hours=2)
    assert shown(desk) == 2


def test_a_stamp_that_is_owed_is_paid_before_one_is_read(portal, norte, stalled):
    with portal.app_context(), inside(norte.id):
        before = stamps.stamp(noon(1).date()), stamps.any_stamp(), stamps.days_stamp([noon(1).date()])
    with stalled():
        book(portal, norte)
    with portal.app_context(), inside(norte.id):
        after = stamps.stamp(noon(1).date()), stamps.any_stamp(), stamps.days_stamp([noon(1).date()])
    assert not set(before) & set(after)
