"""A whole portal for the journeys, and desks with a signed-in person before a real browser."""

from collections.abc import Callable, Iterator

import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect
from redis import Redis

from clinic_portal.app import create_app
from clinic_portal.foundation.database import db
from tests.conftest import CAST_TEMPLATE
from tests.stand.cast import PASSWORD, RECEPTIONIST
from tests.stand.house import House
from tests.stand.servers import Addresses, create_database
from tests.stand.settings import portal_settings

DESKTOP = {"width": 1440, "height": 900}
PATIENCE_MS = 20_000
PHONE = {"width": 390, "height": 844}
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_itemcollected(item: pytest.Item) -> None:
    """All journeys share one portal, and so one test process."""
    if "journeys" in item.path.parts:
        item.add_marker(pytest.mark.xdist_group("journeys"))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    return {"executable_path": "/usr/bin/chromium", "args": ARGUMENTS}


@pytest.fixture(scope="session", autouse=True)
def patience() -> None:
    """A busy machine is no fault of the page."""
    expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def portal(addresses: Addresses, tmp_path_factory: pytest.TempPathFactory, process_number: int) -> Iterator[House]:
    """Web, worker, relay and beat over a database of the cast."""
    create_database(addresses, f"journeys_{process_number}", CAST_TEMPLATE)
    home = tmp_path_factory.mktemp("home")
    house = House(addresses, f"journeys_{process_number}", 14 - process_number, home)
    house.start()
    yield house
    house.stop()


@pytest.fixture
def portal_app(portal: House, addresses: Addresses, process_number: int) -> Iterator[Flask]:
    """The same portal, for what a journey finds when it begins."""
    app = create_app(portal_settings(addresses, f"journeys_{process_number}", 14 - process_number))
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(autouse=True)
def nothing_remembered(portal: House, addresses: Addresses, process_number: int) -> None:
    """What somebody chose to see in one journey is not what they see in the next."""
    database = addresses.admin.rsplit("/", 1)[0] + f"/journeys_{process_number}"
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("DELETE FROM agenda.saved_view")
    with Redis.from_url(f"{addresses.redis.rsplit('/', 1)[0]}/{14 - process_number}") as cache:
        for key in cache.scan_iter("*agenda-views*"):
            cache.delete(key)


@pytest.fixture
def contexts(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Browsers of their own: nothing is shared between two of them."""
    opened: list[BrowserContext] = []

    def open_one(**options: object) -> BrowserContext:
        opened.append(
            browser.new_context(
                **{
                    "viewport": DESKTOP,
                    "locale": "es-ES",
                    "timezone_id": "Europe/Madrid",
                    "reduced_motion": "reduce",
                    **options,
                }
            )
        )
        opened[-1].set_default_timeout(PATIENCE_MS)
        return opened[-1]

    yield open_one
    for context in opened:
        context.close()


@pytest.fixture
def desk(portal: House, contexts: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """`desk(RECEPTIONIST)`: a page of a signed-in person; errors on the console fail the test."""
    complaints: list[str] = []

    def sit_down(email: str = RECEPTIONIST, **options: object) -> Page:
        page = contexts(**options).new_page()
        page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{portal.url}/login")
        page.fill("input[name=email]", email)
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        expect(page.locator("[data-preference=theme]").first).to_be_attached()
        page.complaints = complaints
        return page

    return sit_down


def assert_accessible(page: Page) -> None:
    """axe finds no violation on the page as it stands."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
