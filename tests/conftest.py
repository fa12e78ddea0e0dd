"""Servers, a portal and the cast for every test; each test finds the cast's database as it was made."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings

from clinic_portal.app import create_app
from clinic_portal.contexts.clinics.house_cache import HouseCache
from clinic_portal.contracts.clinics import ClinicsContract
from clinic_portal.contracts.identity import IdentityContract
from clinic_portal.foundation.cache import MOST_AT_HAND, SECONDS_AT_HAND
from clinic_portal.foundation.database import db
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.lately import Lately
from clinic_portal.foundation.redis_client import connect as patient_client, redis_breaker
from clinic_portal.foundation.tenancy import inside
from clinic_portal.foundation.throttle import Throttle
from clinic_portal.foundation.web.observe import Portal
from tests.stand import cast as casting
from tests.stand.cast import Cast, House
from tests.stand.servers import TEMPLATE, Addresses, Servers, create_database, make_template
from tests.stand.settings import portal_settings

CAST_TEMPLATE = "cast_template"
SERVERS = pytest.StashKey[Servers]()
RUN = pytest.StashKey[dict[str, str]]()

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_configure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput") or config.option.collectonly:
        return
    config.stash[SERVERS] = servers = Servers()
    config.stash[RUN] = run = {**servers.start().as_dict()}
    addresses = Addresses(**run)
    make_template(addresses)
    create_database(addresses, CAST_TEMPLATE, TEMPLATE)
    app = create_app(portal_settings(addresses, CAST_TEMPLATE, 15))
    run["cast"] = casting.to_json(casting.make_cast(app))
    with app.app_context():
        db.engine.dispose()


def pytest_unconfigure(config: pytest.Config) -> None:
    if servers := config.stash.get(SERVERS, None):
        servers.stop()


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    # A workbook made a second later has other bytes, and processes must collect the same names.
    return argname if isinstance(val, bytes) else None


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node) -> None:
    node.workerinput["run"] = node.config.stash[RUN]


@pytest.fixture(scope="session")
def run(request: pytest.FixtureRequest) -> dict[str, str]:
    worker_input = getattr(request.config, "workerinput", None)
    return worker_input["run"] if worker_input else request.config.stash[RUN]


@pytest.fixture(scope="session")
def addresses(run: dict[str, str]) -> Addresses:
    return Addresses(**{name: run[name] for name in ("admin", "redis", "home")})


@pytest.fixture(scope="session")
def process_number() -> int:
    """0, 1, … for the test processes of a run."""
    return int(re.sub(r"\D", "", os.environ.get("PYTEST_XDIST_WORKER", "gw0")))


@pytest.fixture(scope="session")
def process_app(addresses: Addresses, process_number: int) -> Flask:
    """One portal for all tests of this process; its database is made anew for each test."""
    app = create_app(portal_settings(addresses, f"test_{process_number}", process_number))
    app.testing = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app


@pytest.fixture
def app(process_app: Flask, addresses: Addresses, process_number: int) -> Iterator[Flask]:
    """The portal on a fresh copy of the cast's database and an empty Redis."""
    with process_app.app_context():
        db.engine.dispose()
        patient_client(process_app.config["SETTINGS"].redis_url, timeout=10).flushdb()
        find(ClinicsContract)._cache = HouseCache()
    # Where the clock stands still, versions begin at the number at which another test's began.
    process_app.extensions["at_hand"] = Lately(MOST_AT_HAND, SECONDS_AT_HAND)
    create_database(addresses, f"test_{process_number}", CAST_TEMPLATE)
    yield process_app
    with process_app.app_context():
        db.engine.dispose()


@pytest.fixture
def cast(run: dict[str, str]) -> Cast:
    return casting.from_json(run["cast"])


@pytest.fixture
def norte(cast: Cast) -> House:
    return cast.norte


@pytest.fixture
def sur(cast: Cast) -> House:
    return cast.sur


@pytest.fixture
def within(app: Flask) -> Callable[[House], AbstractContextManager[None]]:
    """`with within(norte):` runs the block in the portal, inside that clinic."""

    @contextmanager
    def enter(house: House) -> Iterator[None]:
        with app.app_context(), inside(house.id):
            yield

    return enter


@pytest.fixture
def browser_of(app: Flask) -> Callable[[str], FlaskClient]:
    """`browser_of(RECEPTIONIST)`: a signed-in test client."""

    def sign_in(email: str) -> FlaskClient:
        client = app.test_client()
        token = csrf_of(client.get("/login").text)
        answer = client.post("/login", data={"email": email, "password": casting.PASSWORD, "csrf_token": token})
        assert answer.status_code == 303, answer.text
        return client

    return sign_in


@pytest.fixture
def without_redis(app: Flask) -> Iterator[None]:
    """Nobody answers where Redis was."""
    there = app.extensions["redis_client"]
    app.extensions["redis_client"] = patient_client("redis://127.0.0.1:1/0", timeout=0.2)
    yield
    app.extensions["redis_client"] = there
    redis_breaker.close()
    app.extensions["owed_news"].clear()
    with app.app_context():
        find(IdentityContract)._throttle = Throttle()


@pytest.fixture
def woken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that were woken."""
    pages: list[str] = []
    whole = Portal.full_dispatch_request

    def noted(portal: Portal) -> Response:
        pages.append("page")
        return whole(portal)

    monkeypatch.setattr(Portal, "full_dispatch_request", noted)
    return pages


def csrf_of(page: str) -> str:
    """The forgery token of a page."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page) or re.search(
        r'<meta name="csrf-token" content="([^"]+)"', page
    )
    assert found, "the page has no forgery token"
    return found[1]
