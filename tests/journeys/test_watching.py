"""An open page that watches its day, and what the processes of a running portal tell together."""

import time
from datetime import UTC, datetime, timedelta

import httpx
from playwright.sync_api import Page, Request, Response, expect

from clinic_portal.contracts.agenda import AgendaContract
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.tenancy import inside
from tests.agenda.wishes import wish
from tests.journeys.steps import coming, open_day
from tests.stand.cast import RECEPTIONIST

AS_IF_HIDDEN = """is => {
    Object.defineProperty(document, "hidden", {value: is, configurable: true});
    document.dispatchEvent(new Event("visibilitychange"));
}"""


def _is_poll(answer: Response) -> bool:
    return "/agenda/board" in answer.url


def _polls_within(page: Page, seconds: int) -> int:
    """On the page's own clock, in steps that give each answer time to come."""
    asked: list[str] = []
    page.on("response", lambda answer: asked.append(answer.url) if _is_poll(answer) else None)
    for _ in range(seconds // 2):
        page.clock.run_for(2000)
        page.wait_for_timeout(60)
    return len(asked)


def test_an_open_day_asks_seldom_while_hidden_at_once_when_shown_and_again_after_an_outage(desk) -> None:
    page = desk(RECEPTIONIST)
    page.clock.install()
    open_day(page, coming(69))
    with page.expect_response(_is_poll):
        page.clock.run_for(2000)
    page.wait_for_timeout(200)
    page.evaluate(AS_IF_HIDDEN, True)
    with page.expect_response(_is_poll):
        page.clock.run_for(2000)
    assert _polls_within(page, 20) == 0
    with page.expect_response(_is_poll):
        page.evaluate(AS_IF_HIDDEN, False)

    page.context.route("**/agenda/board*", lambda route: route.abort())
    while page.locator("#offline").is_hidden():
        page.clock.run_for(6000)
        page.wait_for_timeout(60)
    page.context.unroute("**/agenda/board*")
    with page.expect_response(_is_poll):
        page.clock.run_for(6000)
    expect(page.locator("#offline")).to_be_hidden()
    page.complaints.clear()


def _is_asked_of_nothing_known(request: Request) -> bool:
    return "/agenda/board?" in request.url and "if-none-match" not in request.headers


def test_a_look_at_the_whole_follows_at_once_what_ones_own_hand_has_changed(desk, portal_app, norte) -> None:
    at = datetime.combine(coming(128), datetime.min.time(), UTC) + timedelta(hours=10)
    with portal_app.app_context(), inside(norte.id):
        find(AgendaContract).book(wish(norte, starts_at=at))
    page = desk(RECEPTIONIST)
    page.context.route("**/stream?pass=*", lambda route: route.abort())  # nobody tells it, so it looks by itself
    page.clock.install()
    open_day(page, coming(128))
    page.locator("article.appointment > a").click()
    button = page.locator("#panel").get_by_role("button", name="Confirmada", exact=True)
    expect(button).to_be_visible()
    with page.expect_response(_is_poll):
        page.clock.pause_at(page.evaluate("Date.now()") + 3000)
    page.wait_for_timeout(200)
    with page.expect_request(_is_asked_of_nothing_known):
        button.click()
        for _ in range(20):
            page.clock.run_for(50)
            page.wait_for_timeout(20)
    page.complaints.clear()


def test_the_metrics_of_all_processes_are_told_by_one(portal) -> None:
    for _ in range(3):
        httpx.get(f"{portal.url}/login")
    deadline = time.monotonic() + 20
    while "portal_outbox_due" not in (told := httpx.get(f"{portal.url}/metrics").text) and time.monotonic() < deadline:
        time.sleep(0.5)
    assert 'portal_request_seconds_count{method="GET",route="/login"}' in told
    assert "portal_outbox_lag_seconds" in told
    assert 'portal_queue_depth{queue="events"}' in told
    assert 'clinic="none"' in told
