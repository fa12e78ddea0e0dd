"""What leaves the house: looking changes nothing, strangers find nothing, and nobody else learns the address."""

from datetime import timedelta

import pytest
import time_machine

from clinic_portal.contracts.agenda import (
    AddCalendar,
    AddScreen,
    AgendaContract,
    AppointmentStatus,
    CallNext,
    EnterQueue,
    LinkPurpose,
    RevokeLink,
)
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from tests.agenda.waiting import offered
from tests.agenda.wishes import MORNING, NOW, wish
from tests.conftest import csrf_of
from tests.stand.cast import PATIENTS, RECEPTIONIST
from tests.stand.walk import noon, routes

LINKS = "/c/norte/agenda/links"


@pytest.fixture
def anybody(app):
    return app.test_client()


@pytest.fixture
def visit(within, norte):
    """A booked appointment three days ahead, and its patient's address."""
    with within(norte):
        agenda = find(AgendaContract)
        booked = agenda.book(wish(norte, starts_at=noon(3)))
        return booked, f"/c/norte/visit/{agenda.visit_token(agenda.visit_link(booked.id, 'en'))}"


@pytest.fixture
def given(within, norte, visit):
    """Every secret address of norte, by its purpose."""
    with within(norte):
        agenda = find(AgendaContract)
        token = offered(norte, noon(5))[0]
        screen = agenda.add_screen(AddScreen(branch_id=norte.branch, name="Entrada")).token
        diary = agenda.add_calendar(AddCalendar(practitioner_id=norte.practitioners[0])).token
    return {
        "screen": f"/c/norte/waiting-room-screen/{screen}",
        "calls": f"/c/norte/waiting-room-screen/{screen}/calls",
        "calendar": f"/c/norte/calendar/{diary}.ics",
        "visit": visit[1],
        "offer": f"/c/norte/offer/{token}",
    }


def test_every_open_address_of_a_clinic_is_walked_here(app):
    walked = {"screens_show", "screens_calls", "calendars_show", "visits_show", "visits_confirm", "visits_cancel"}
    found = {
        route.rule.endpoint.partition(".")[2] for route in routes(app) if route.of_clinic and not route.need.signed_in
    }
    # tests/agenda/test_online_pages.py walks the pages of those who book by themselves.
    online = {f"online_{step}" for step in ("show", "who", "ask", "visit", "prove", "send", "choose")}
    offers = {f"offers_{step}" for step in ("show", "accept", "refuse")}
    assert found == walked | {"visits_ask"} | online | offers


@pytest.mark.parametrize("purpose", ["screen", "calls", "calendar", "visit", "offer"])
def test_looking_needs_no_account_changes_nothing_and_is_kept_by_nobody(anybody, given, purpose):
    answer = anybody.get(given[purpose])
    assert answer.status_code == 200
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    assert not any(family in answer.text for _, family, _ in PATIENTS["norte"])
    assert 'class="topbar"' not in answer.text


@pytest.mark.parametrize("purpose", ["screen", "calls", "calendar", "visit", "offer"])
def test_in_another_clinic_and_with_another_token_there_is_nothing(anybody, given, purpose):
    here = given[purpose]
    token = here.split("/")[4].removesuffix(".ics")
    for wrong in (here.replace("norte", "sur"), here.replace("norte", "nadie"), here.replace(token, token[::-1])):
        answer = anybody.get(wrong)
        assert answer.status_code == 404
        assert "Norte" not in answer.text
        for act in ("confirmation", "cancellation", "move-request", "acceptance", "refusal"):
            assert anybody.post(f"{wrong}/{act}").status_code == 404


def test_following_every_link_confirms_nothing_and_a_button_does(anybody, visit, within, norte):
    booked, here = visit
    assert "I will come" in anybody.get(here).text, "in the patient's language"
    for act in ("confirmation", "cancellation", "move-request"):
        assert anybody.get(f"{here}/{act}").status_code == 405
    assert anybody.post(f"{here}/confirmation", data={"version": 1}).status_code == 200
    with within(norte):
        assert find(AgendaContract).appointment(booked.id).confirmed_at
    stale = anybody.post(f"{here}/cancellation", data={"version": 1})
    assert (stale.status_code, "has changed meanwhile" in stale.text) == (409, True)
    wish_ = anybody.post(f"{here}/move-request", data={"version": 2, "wish": "<b>Friday</b>"})
    assert "You have asked for another time" in wish_.text
    too_long = anybody.post(f"{here}/move-request", data={"version": 2, "wish": "x" * 301})
    assert (too_long.status_code, "x" * 301 in too_long.text) == (422, True)
    assert anybody.post(f"{here}/cancellation", data={"version": 2}).status_code == 200
    with within(norte):
        assert find(AgendaContract).appointment(booked.id).status is AppointmentStatus.CANCELLED


def test_the_desk_sees_the_wish_and_looks_after_it(anybody, visit, browser_of):
    booked, here = visit
    anybody.post(f"{here}/move-request", data={"version": 1, "wish": "<b>Friday</b>"})
    desk = browser_of(RECEPTIONIST)
    day = desk.get(f"/c/norte/agenda?day={booked.starts_at.date()}").text
    assert "Pide otra hora" in day
    end = "/c/norte/agenda/end-of-day"
    page = desk.get(end).text
    assert "«&lt;b&gt;Friday&lt;/b&gt;»" in page
    data = {"csrf_token": csrf_of(page)}
    assert desk.post(f"{end}/{booked.id}/wish", data=data).status_code == 303
    assert "Friday" not in desk.get(end).text
    assert desk.post(f"{end}/999/wish", data=data).status_code == 404


def test_a_screen_is_polled_for_next_to_nothing_and_ends_when_it_is_void(anybody, given, within, norte):
    first = anybody.get(given["calls"])
    tag = {"If-None-Match": first.headers["ETag"], "X-Live": "1"}
    assert anybody.get(given["calls"], headers=tag).status_code == 304
    with within(norte):
        agenda = find(AgendaContract)
        enter = EnterQueue(
            idempotency_key=new_id(),
            branch_id=norte.branch,
            patient_id=norte.patients[0],
            practitioner_id=norte.practitioners[0],
        )
        agenda.enter_queue(enter)
        agenda.call_next(CallNext(idempotency_key=new_id(), branch_id=norte.branch))
    now_ = anybody.get(given["calls"], headers=tag)
    assert (now_.status_code, "Cubículo 1" in now_.text, 'data-number="1"' in now_.text) == (200, True, True)
    with within(norte):
        (link,) = agenda.secret_links(LinkPurpose.SCREEN)
        agenda.revoke_link(RevokeLink(link_id=link.id))
    gone = {"If-None-Match": now_.headers["ETag"], "X-Live": "1"}
    assert anybody.get(given["calls"], headers=gone).status_code == 404


def test_a_calendar_is_not_sent_again_while_it_is_the_same(anybody, given, within, norte):
    first = anybody.get(given["calendar"])
    assert first.mimetype == "text/calendar"
    tag = {"If-None-Match": first.headers["ETag"]}
    assert anybody.get(given["calendar"], headers=tag).status_code == 304
    with within(norte):
        find(AgendaContract).book(wish(norte, starts_at=noon(4)))
    assert anybody.get(given["calendar"], headers=tag).status_code == 200


def test_the_clinic_makes_and_voids_addresses_on_a_page(browser_of, anybody, norte, sur):
    desk = browser_of(RECEPTIONIST)
    token = csrf_of(desk.get(LINKS).text)
    fields = {"csrf_token": token, "name": "Entrada", "branch_id": norte.branch}
    assert desk.post(f"{LINKS}/screens", data=fields | {"branch_id": sur.branch + 99}).status_code == 422
    assert desk.post(f"{LINKS}/screens", data=fields | {"name": " "}).status_code == 422
    assert desk.post(f"{LINKS}/screens", data=fields).status_code == 303
    diary = {"csrf_token": token, "practitioner_id": norte.practitioners[0], "shows": "initials"}
    assert desk.post(f"{LINKS}/calendars", data=diary).status_code == 303
    page = desk.get(LINKS).text
    shown = [part.split('"')[0] for part in page.split('readonly value="')[1:]]
    paths = [address[address.index("/c/") :] for address in shown]
    assert [anybody.get(path).status_code for path in paths] == [200, 200]
    for link_id in (1, 2):
        assert desk.post(f"{LINKS}/{link_id}/revocation", data={"csrf_token": token}).status_code == 303
    assert [anybody.get(path).status_code for path in paths] == [404, 404]


def test_the_end_of_a_day_gives_final_states(browser_of, within, norte):
    day = MORNING.date()
    with time_machine.travel(NOW), within(norte):
        booked = find(AgendaContract).book(wish(norte, minutes=15))
    with time_machine.travel(MORNING + timedelta(hours=1)):
        _give_final_states(browser_of(RECEPTIONIST), norte, booked, day)


def _give_final_states(desk, norte, booked, day):
    end = f"/c/norte/agenda/end-of-day?day={day}"
    page = desk.get(end)
    assert "María José" in page.text
    data = {"csrf_token": csrf_of(page.text), "version": 1, "status": "noshow"}
    here = f"/c/norte/agenda/end-of-day/{booked.id}/state?day={day}&branch={norte.branch}"
    done = desk.post(here, data=data)
    assert (done.status_code, f"day={day}" in done.location) == (303, True)
    assert desk.post(here, data=data).status_code == 409
    assert desk.post(here, data=data | {"status": "dancing"}).status_code == 409
