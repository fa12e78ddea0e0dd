"""Every open view shows what another hand changed, whatever ends meanwhile, and nothing of one's own is lost."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from statistics import median

import pytest
from flask import Flask
from playwright.sync_api import Page, Response, Route, expect

from clinic_portal.app import create_app
from clinic_portal.contracts.agenda import AddScreen, AgendaContract, EnterQueue
from clinic_portal.foundation.database import db
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.embedded.valkey import EmbeddedValkey
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.tenancy import inside
from tests.agenda.wishes import wish
from tests.conftest import CAST_TEMPLATE
from tests.journeys.steps import choose_patient, click_gap, coming, open_day, origin
from tests.journeys.test_watching import AS_IF_HIDDEN
from tests.stand.cast import PASSWORD, RECEPTIONIST, STRANGER, House as Clinic
from tests.stand.house import House
from tests.stand.servers import Addresses, create_database
from tests.stand.settings import portal_settings

PROMISED = 2.0
"""Seconds from another hand's change until every open view shows it."""


class Watched:
    """What a page has asked for since it was last opened: streams, and looks at whether it is still true."""

    def __init__(self, page: Page) -> None:
        self.page, self.asked = page, list[str]()
        page.on("framenavigated", lambda _: self.asked.clear())
        page.on("response", self._note)

    def _note(self, answer: Response) -> None:
        if "/stream?pass=" in answer.url:
            self.asked.append("stream")
        elif "x-live" in answer.request.headers:
            self.asked.append("look")

    def wait(self) -> None:
        """Until it listens and has looked once more: from then on it misses nothing."""
        deadline = time.monotonic() + 20
        while "stream" not in self.asked or self.asked[-1] == "stream":
            assert time.monotonic() < deadline, (self.page.url, self.asked)
            self.page.wait_for_timeout(50)


@contextmanager
def listening(*pages: Page) -> Iterator[None]:
    """In the block something happens after which these pages begin to listen."""
    watched = [Watched(page) for page in pages]
    yield
    for one in watched:
        one.wait()


@contextmanager
def another_hand(app: Flask, clinic: Clinic) -> Iterator[AgendaContract]:
    with app.app_context(), inside(clinic.id):
        yield find(AgendaContract)


def book(app: Flask, clinic: Clinic, days: int, hour: int) -> None:
    at = datetime.combine(coming(days), datetime.min.time(), UTC) + timedelta(hours=hour)
    with another_hand(app, clinic) as agenda:
        agenda.book(wish(clinic, starts_at=at))


def test_five_open_views_show_it_in_two_seconds_and_keep_what_is_theirs(desk, contexts, portal_app, norte, sur):
    with another_hand(portal_app, sur) as agenda:
        token = agenda.add_screen(AddScreen(branch_id=sur.branch, name="Entrada")).token
    day = desk(STRANGER)
    week, month, room, form = (day.context.new_page() for _ in range(4))
    wall, other = contexts().new_page(), desk(RECEPTIONIST)
    agenda_of_sur = f"{origin(day)}/c/sur/agenda"
    with listening(day, week, month, room, wall, form, other):
        day.goto(f"{agenda_of_sur}?day={coming(110)}")
        week.goto(f"{agenda_of_sur}/week?day={coming(110)}")
        month.goto(f"{agenda_of_sur}/month?day={coming(110)}")
        room.goto(f"{agenda_of_sur}/waiting-room")
        form.goto(f"{agenda_of_sur}?day={coming(110)}")
        wall.goto(f"{origin(day)}/c/sur/waiting-room-screen/{token}")
        open_day(other, coming(110))

    click_gap(form, sur.practitioners[1], "12:00").get_by_label("Nota").fill("A medio escribir")
    form.get_by_label("Nota").evaluate("note => note.setSelectionRange(2, 7)")
    week.locator("#day").evaluate("day => { day.scrollTop = 77 }")
    month.locator("#month a").nth(9).focus()
    asked: list[str] = []
    other.on("request", lambda request: asked.append(request.url))

    views = (day, week, form)
    delays = [seen_after(portal_app, sur, views, count) for count in (1, 2, 3)]
    assert median(delays) < PROMISED, delays
    expect(month.locator(f"#day-{coming(110)} span")).to_contain_text("3")
    with another_hand(portal_app, sur) as agenda:
        agenda.enter_queue(EnterQueue(idempotency_key=new_id(), branch_id=sur.branch, patient_id=sur.patients[0]))
    expect(room.locator("#queue .turn")).to_have_count(1, timeout=PROMISED * 2000)
    expect(wall.locator(".tv-waiting")).to_contain_text("1", timeout=PROMISED * 2000)

    expect(form.get_by_label("Nota")).to_have_value("A medio escribir")
    assert form.evaluate("[document.activeElement.selectionStart, document.activeElement.selectionEnd]") == [2, 7]
    assert week.locator("#day").evaluate("day => day.scrollTop") == 77
    expect(month.locator("#month a").nth(9)).to_be_focused()
    assert asked == []
    assert day.complaints == []


def seen_after(app: Flask, clinic: Clinic, views: tuple[Page, ...], count: int) -> float:
    book(app, clinic, 110, 9 + count)
    began = time.monotonic()
    for view in views:
        expect(view.locator("article.appointment")).to_have_count(count)
    return time.monotonic() - began


@pytest.fixture
def valkey(tmp_path) -> Iterator[EmbeddedValkey]:
    server = EmbeddedValkey(tmp_path / "valkey")
    server.start()
    yield server
    server.erase()


@pytest.fixture
def shaken(addresses, valkey, tmp_path, process_number) -> Iterator[tuple[House, Flask]]:
    """A portal of its own, whose every part may be taken away."""
    name, own = f"live_{process_number}", Addresses(addresses.admin, valkey.url(), addresses.home)
    create_database(addresses, name, CAST_TEMPLATE)
    house = House(own, name, 0, tmp_path)
    house.start()
    app = create_app(portal_settings(own, name, 0))
    yield house, app
    with app.app_context():
        db.engine.dispose()
    house.stop()


def test_an_open_view_gets_over_the_end_of_everything_and_misses_nothing(shaken, valkey, contexts, norte):
    house, app = shaken
    page = contexts().new_page()
    page.goto(f"{house.url}/login")
    page.fill("input[name=email]", RECEPTIONIST)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    cards = page.locator("article.appointment")
    with listening(page):
        open_day(page, coming(111))
    click_gap(page, norte.practitioners[1], "12:00").get_by_label("Nota").fill("A medio escribir")

    house.end("stream")
    book(app, norte, 111, 10)
    expect(cards).to_have_count(1)
    with listening(page):
        house.begin("stream")
    book(app, norte, 111, 11)
    expect(cards).to_have_count(2)

    valkey.stop()
    book(app, norte, 111, 12)
    expect(cards).to_have_count(3)
    with listening(page):
        valkey.start()
    expect(page.locator("#offline")).to_be_hidden()

    does_not_begin_to_listen_when_turned_away_from(page)
    book(app, norte, 111, 13)
    page.evaluate(AS_IF_HIDDEN, False)
    expect(cards).to_have_count(4, timeout=PROMISED * 2000)

    house.end("web")
    expect(page.locator("#offline")).to_be_visible()
    book(app, norte, 111, 14)
    house.begin("web")
    expect(cards).to_have_count(5)
    expect(page.locator("#offline")).to_be_hidden()
    expect(page.get_by_label("Nota")).to_have_value("A medio escribir")
    an_own_answer_that_comes_late_hides_nothing(page, lambda: book(app, norte, 111, 15))


def does_not_begin_to_listen_when_turned_away_from(page: Page) -> None:
    """It has asked for a stream, and is hidden when the answer comes."""
    streams: list[str] = []
    page.on("request", lambda request: streams.append(request.url) if "/stream?pass=" in request.url else None)
    page.evaluate(AS_IF_HIDDEN, True)
    with late(page, "**/agenda/board?*") as answers:
        page.evaluate(AS_IF_HIDDEN, False)
        wait(page, answers)
        page.evaluate(AS_IF_HIDDEN, True)
        with page.expect_response("**/agenda/board?*") as looked:
            answers.pop()()
    assert "x-stream" in looked.value.headers
    page.wait_for_timeout(200)
    assert streams == []


OLDER_IS_SHOWN = """() => {
    const older = () => {
        if (document.querySelector("[data-board]").dataset.stamp) return;
        document.removeEventListener("htmx:after:swap", older);
        document.body.dataset.older = "shown";
    };
    document.addEventListener("htmx:after:swap", older);
}"""


def an_own_answer_that_comes_late_hides_nothing(page: Page, book_another: Callable[[], None]) -> None:
    """The board that it brings is older than the one that was seen meanwhile; a look at the whole follows."""
    cards, panel = page.locator("article.appointment"), page.locator("#panel")
    choose_patient(panel, "nunez", "Núñez")
    with late(page, "**/agenda/appointments*") as answers:
        panel.get_by_role("button", name="Agendar").click()
        wait(page, answers)
        book_another()
        expect(cards).to_have_count(7)
        page.evaluate(OLDER_IS_SHOWN)
        answers.pop()()
        expect(page.locator("body[data-older]")).to_be_attached()
        expect(panel).to_be_hidden()
    expect(page.locator("[data-board][data-stamp]")).to_be_attached()
    expect(cards).to_have_count(7)


@contextmanager
def late(page: Page, address: str) -> Iterator[list[Callable[[], None]]]:
    """What the portal has answered, which comes when it is called."""
    answers: list[Callable[[], None]] = []

    def hold(route: Route) -> None:
        answers.append(partial(route.fulfill, response=route.fetch()))

    page.route(address, hold, times=1)
    yield answers
    page.unroute(address)


def wait(page: Page, answers: list[Callable[[], None]]) -> None:
    deadline = time.monotonic() + 20
    while not answers:
        assert time.monotonic() < deadline
        page.wait_for_timeout(20)
