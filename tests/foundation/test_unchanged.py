"""A poll with nothing new is one look into Redis, and a page again as soon as anything it was drawn from changes."""

import time

import pytest
from flask.testing import FlaskClient

from clinic_portal.contracts.clinics import AddRoom, ClinicsContract
from clinic_portal.contracts.identity import IdentityContract
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.tenancy import inside
from clinic_portal.foundation.web import unchanged
from tests.budgets.counting import counting
from tests.stand.cast import RECEPTIONIST, STRANGER
from tests.stand.walk import noon, things_of

BOARD = "/c/norte/agenda/board?day={}"


class Desk:
    """A receptionist's open agenda."""

    def __init__(self, browser: FlaskClient) -> None:
        self.browser = browser
        self.address = BOARD.format(noon(1).date())
        self.stamp = browser.get(self.address, headers={"HX-Request": "true"}).headers["ETag"]

    def poll(self):
        return self.browser.get(
            self.address, headers={"HX-Request": "true", "X-Live": "1", "If-None-Match": self.stamp}
        )


@pytest.fixture
def desk(browser_of) -> Desk:
    """The agenda is open, and has asked often enough for all to be warm."""
    desk = Desk(browser_of(RECEPTIONIST))
    for _ in range(3):
        assert desk.poll().status_code == 304
    return desk


def test_nothing_new_wakes_no_page_and_is_one_command(desk, woken, monkeypatch):
    with counting(monkeypatch) as counts:
        answer = desk.poll()
    assert (counts.statements, counts.commands) == ([], ["MGET"])
    assert (answer.status_code, woken) == (304, [])
    assert answer.headers["ETag"] == desk.stamp
    assert answer.headers["Cache-Control"] == "no-store"


def test_where_to_listen_is_told_without_waking_the_page(app, desk, woken, monkeypatch):
    told = app.config["SETTINGS"].model_copy(update={"stream_url": "/stream"})
    monkeypatch.setitem(app.config, "SETTINGS", told)
    headers = {"HX-Request": "true", "X-Live": "stream", "If-None-Match": desk.stamp}
    answer = desk.browser.get(desk.address, headers=headers)
    given = app.extensions["passes"].read(answer.headers["X-Stream"].removeprefix("/stream?pass="))
    assert (answer.status_code, given.of, given.first, woken) == (304, "agenda", noon(1).date(), [])
    assert "X-Stream" not in desk.poll().headers


def test_a_booking_wakes_the_page(app, norte, desk):
    with app.app_context():
        things_of(norte)
    answer = desk.poll()
    assert (answer.status_code, answer.headers["ETag"] == desk.stamp) == (200, False)


def test_whoever_signs_out_is_asked_to_sign_in_at_once(app, desk):
    with app.app_context():
        identity = find(IdentityContract)
        (session,) = identity.sessions(1, "")
        identity.end_other_session(1, session.handle)
    assert desk.poll().status_code == 401


def test_another_visitor_is_answered_for_themselves(app, desk, browser_of, woken):
    stranger = browser_of(STRANGER)
    headers = {"HX-Request": "true", "X-Live": "1", "If-None-Match": desk.stamp}
    assert stranger.get(desk.address, headers=headers).status_code == 404


def test_a_changed_house_wakes_the_page(app, norte, desk, woken):
    with app.app_context(), inside(norte.id):
        find(ClinicsContract).add_room(AddRoom(branch_id=norte.branch, name="Cubículo 3"))
    desk.poll()
    assert woken == ["page"]


def test_it_is_kept_for_some_seconds_only(desk, woken, monkeypatch):
    late = time.monotonic() + unchanged.SECONDS + 1
    monkeypatch.setattr(time, "monotonic", lambda: late)
    assert desk.poll().status_code == 304
    assert woken == ["page"]


def test_a_drop_that_is_owed_wakes_the_page(app, norte, desk, woken):
    app.extensions["owed_drops"].add(f"version:directory:{norte.id}")
    desk.poll()
    assert woken == ["page"]


def test_without_redis_the_page_answers(desk, woken, without_redis):
    assert desk.poll().status_code in {200, 304}
    assert woken == ["page"]
