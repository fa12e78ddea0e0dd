"""Where a view is told that it may listen, and to which days."""

from datetime import date

import pytest

from clinic_portal.app import create_app
from clinic_portal.contracts.agenda import AddScreen, AgendaContract
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.digests import digest_of
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.live.passes import Passes
from clinic_portal.foundation.web.headers import POLICY
from tests.stand.cast import RECEPTIONIST
from tests.stream.ears import streaming

WISHES, ASKS = {"X-Live": "stream"}, {"X-Live": "1"}
BOARD = "/c/norte/agenda/board?day=2026-12-16"


@pytest.fixture
def invited(app, monkeypatch):
    monkeypatch.setitem(app.config, "SETTINGS", streaming(app))
    passes = Passes(app.config["SECRET_KEY"])
    return lambda answer: passes.read(answer.headers["X-Stream"].partition("pass=")[2])


@pytest.mark.parametrize(
    ("path", "of", "first", "last"),
    [
        (BOARD, "agenda", date(2026, 12, 16), date(2026, 12, 16)),
        ("/c/norte/agenda/week/board?day=2026-12-16", "agenda", date(2026, 12, 14), date(2026, 12, 20)),
        ("/c/norte/agenda/month/board?day=2026-12-16", "agenda", date(2026, 11, 30), date(2027, 1, 3)),
        ("/c/norte/agenda/waiting-room/queue", "queue", None, None),
        ("/c/norte/agenda/waiting-list/board", "waitlist", None, None),
    ],
    ids=["day", "week", "month", "waiting room", "waiting list"],
)
def test_a_view_may_listen_to_the_days_it_was_drawn_from(browser_of, invited, norte, path, of, first, last):
    browser = browser_of(RECEPTIONIST)
    given, present = invited(browser.get(path, headers=WISHES)), today("Europe/Madrid")
    assert (given.clinic_id, given.of, given.signed_in) == (norte.id, of, True)
    assert (given.first, given.last) == (first or present, last or present)
    with browser.session_transaction() as session:
        assert given.holder == digest_of(session["_user_id"])


def test_a_screen_on_the_wall_listens_as_its_address(app, invited, within, norte):
    with within(norte):
        token = find(AgendaContract).add_screen(AddScreen(branch_id=norte.branch, name="Entrada")).token
    given = invited(app.test_client().get(f"/c/norte/waiting-room-screen/{token}/calls", headers=WISHES))
    assert (given.of, given.holder, given.signed_in) == ("queue", digest_of(token), False)


def test_nobody_is_invited_who_did_not_wish_was_refused_or_looks_at_something_else(browser_of, invited):
    browser = browser_of(RECEPTIONIST)
    answers = [
        browser.get(BOARD, headers=ASKS),
        browser.get("/c/sur/agenda/board", headers=WISHES),
        browser.get("/c/norte/patients", headers=WISHES),
    ]
    assert [answer.status_code for answer in answers] == [200, 404, 200]
    assert not any("X-Stream" in answer.headers for answer in answers)


def test_an_unchanged_view_is_invited_as_well_and_what_is_kept_of_it_invites_nobody(browser_of, invited):
    browser = browser_of(RECEPTIONIST)
    stamp = {"If-None-Match": browser.get(BOARD, headers=ASKS).headers["ETag"]}
    wished = browser.get(BOARD, headers=WISHES | stamp)
    assert (wished.status_code, "X-Stream" in wished.headers) == (304, True)
    for _ in range(2):
        asked = browser.get(BOARD, headers=ASKS | stamp)
        assert (asked.status_code, "X-Stream" in asked.headers) == (304, False)


def test_a_portal_without_a_stream_invites_nobody_and_pages_connect_to_it_alone(browser_of):
    answer = browser_of(RECEPTIONIST).get(BOARD, headers=WISHES)
    assert "X-Stream" not in answer.headers
    assert answer.headers["Content-Security-Policy"] == POLICY


@pytest.mark.parametrize(
    ("url", "policy"),
    [
        ("https://live.example:8443/stream", f"{POLICY}; connect-src 'self' https://live.example:8443"),
        ("/stream", POLICY),
    ],
)
def test_pages_may_connect_to_the_stream_where_it_is(app, url, policy):
    there = create_app(app.config["SETTINGS"].model_copy(update={"stream_url": url}))
    assert there.test_client().get("/login").headers["Content-Security-Policy"] == policy
