"""What a clinic may know of its people's sessions: those that were used in it, and nothing of elsewhere."""

from collections.abc import Callable
from datetime import timedelta

import psycopg
import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from clinic_portal.contexts.identity.commands.throw_away_old import throw_away_old
from clinic_portal.contracts.identity import IdentityContract
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.tenancy import outside
from clinic_portal.foundation.work import work
from tests.conftest import csrf_of
from tests.identity.conftest import HTMX, Enter
from tests.identity.staffing import Office
from tests.stand.cast import ADMIN, BOTH, RECEPTIONIST, House

Browse = Callable[[str], FlaskClient]


def sessions_of(office: Office, email: str) -> list[str]:
    user_id = office.who(email).user_id
    with office.at() as identity:
        return [session.handle for session in identity.member_sessions(user_id)]


def end(admin: FlaskClient, path: str) -> int:
    token = csrf_of(admin.get("/me/sessions").text)
    return admin.post(f"/c/norte/staff/{path}/end", data={"csrf_token": token}, headers=HTMX).status_code


def test_a_session_is_listed_where_it_was_used(app: Flask, office: Office, sur: House, browser_of: Browse) -> None:
    berta = browser_of(BOTH)
    assert sessions_of(office, BOTH) == []
    berta.get("/c/sur/agenda")
    assert sessions_of(office, BOTH) == []
    assert len(sessions_of(Office(app, sur), BOTH)) == 1
    assert berta.get("/c/norte/agenda").status_code == 200
    assert len(sessions_of(office, BOTH)) == 1


def test_the_page_shows_device_and_time_and_no_address(office: Office, browser_of: Browse) -> None:
    berta, admin = browser_of(BOTH), browser_of(ADMIN)
    berta.get("/c/norte/agenda")
    page = admin.get(f"/c/norte/staff/{office.who(BOTH).user_id}").text
    assert page.count('id="session-') == 1
    assert "127.0.0.1" not in page
    assert "Vista aquí por primera vez" in page


def test_what_somebody_does_elsewhere_changes_nothing_here(
    app: Flask, office: Office, sur: House, browser_of: Browse
) -> None:
    berta = browser_of(BOTH)
    berta.get("/c/norte/agenda")
    before = office.who(BOTH)
    assert before.seen_at
    with time_machine.travel(now() + timedelta(minutes=30), tick=False):
        berta.get("/c/sur/agenda")
        assert office.who(BOTH) == before
        with office.at() as identity:
            assert [one.seen_at for one in identity.member_sessions(before.user_id)] == [before.seen_at]
        assert Office(app, sur).who(BOTH).seen_at == now()


def test_being_seen_is_written_once_a_minute_at_most(office: Office, enter: Enter, norte: House, app: Flask) -> None:
    session_id = enter(RECEPTIONIST).session_id
    seen = []
    with time_machine.travel(now(), tick=False) as clock:
        for _second in range(125):
            clock.shift(timedelta(seconds=1))
            with office.at() as identity:
                identity.note_visit(session_id)
            seen.append(office.who(RECEPTIONIST).seen_at)
    assert len(set(seen)) == 3


def test_what_a_page_asks_by_itself_is_no_visit(office: Office, browser_of: Browse) -> None:
    rosa = browser_of(RECEPTIONIST)
    rosa.get("/c/norte/agenda/board", headers={**HTMX, "X-Live": "1"})
    assert office.who(RECEPTIONIST).seen_at is None
    rosa.get("/c/norte/agenda")
    assert office.who(RECEPTIONIST).seen_at


def test_an_administrator_ends_a_session_and_that_browser_is_out(office: Office, browser_of: Browse) -> None:
    first, second, admin = browser_of(RECEPTIONIST), browser_of(RECEPTIONIST), browser_of(ADMIN)
    for browser in (first, second):
        browser.get("/c/norte/agenda")
    newer, _older = sessions_of(office, RECEPTIONIST)
    user_id = office.who(RECEPTIONIST).user_id
    assert end(admin, f"{user_id}/sessions/{newer}") == 200
    assert [one.get("/c/norte/agenda").status_code for one in (first, second)] == [200, 303]
    assert end(admin, f"{user_id}/sessions/{newer}") == 200
    assert end(admin, f"{user_id}/sessions") == 200
    assert first.get("/c/norte/agenda").status_code == 303
    assert {fact["user_id"] for fact in office.facts("MemberSessionsEnded")} == {user_id}


def test_a_session_that_was_used_elsewhere_only_is_not_ended_from_here(
    app: Flask, office: Office, sur: House, browser_of: Browse
) -> None:
    berta, admin = browser_of(BOTH), browser_of(ADMIN)
    berta.get("/c/sur/agenda")
    (handle,) = sessions_of(Office(app, sur), BOTH)
    user_id = office.who(BOTH).user_id
    assert end(admin, f"{user_id}/sessions/{handle}") == 404
    assert end(admin, f"{user_id}/sessions") == 200
    assert berta.get("/c/sur/agenda").status_code == 200


def test_a_handle_of_another_person_is_not_found(office: Office, browser_of: Browse) -> None:
    browser_of(RECEPTIONIST).get("/c/norte/agenda")
    (handle,) = sessions_of(office, RECEPTIONIST)
    admin = office.who(ADMIN).user_id
    with office.at() as identity, pytest.raises(NotFound):
        identity.end_member_session(admin, handle)


def test_a_visit_is_forgotten_with_its_session(office: Office, browser_of: Browse, app: Flask) -> None:
    browser_of(RECEPTIONIST).get("/c/norte/agenda")
    with app.app_context(), outside(), time_machine.travel(now() + timedelta(days=91), tick=False), work():
        throw_away_old()
    with psycopg.connect(app.config["SETTINGS"].database_owner_url) as link:
        link.execute(f"SET LOCAL app.clinic_id = '{office.house.id}'")
        assert link.execute("SELECT count(*) FROM identity.visit").fetchone() == (0,)
    assert office.who(RECEPTIONIST).seen_at


def test_old_invitations_are_thrown_away(office: Office, identity: IdentityContract) -> None:
    office.invite()
    with time_machine.travel(now() + timedelta(days=7 + 89), tick=False), office.at() as door:
        door.throw_away_invitations()
        assert len(door.staff("quirina").rows) == 1
    with time_machine.travel(now() + timedelta(days=7 + 91), tick=False), office.at() as door:
        door.throw_away_invitations()
        assert door.staff("quirina").rows == ()
