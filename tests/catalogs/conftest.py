"""The catalogs' door, near and far: in this process, and behind a real HTTP server on a port of its own."""

import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.serving import make_server

from clinic_portal.app import create_app
from clinic_portal.contracts.catalogs import CatalogsContract
from clinic_portal.foundation.database import db
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.embedded.ports import choose_port
from clinic_portal.foundation.remote import far
from tests.catalogs.terms import fill
from tests.stand.servers import Addresses
from tests.stand.settings import portal_settings


@pytest.fixture(scope="session")
def service_app(addresses: Addresses, process_number: int) -> Flask:
    """A portal that serves catalogs and nothing else, on the same database and Redis."""
    app = create_app(portal_settings(addresses, f"test_{process_number}", process_number, serve="catalogs"))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app


@pytest.fixture(scope="session")
def service_url(service_app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", choose_port(), service_app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()


@pytest.fixture
def filled(app: Flask) -> Flask:
    """The portal with a small catalog of diseases."""
    fill(app)
    return app


@pytest.fixture(params=["near", "far"])
def door(request: pytest.FixtureRequest, filled: Flask) -> Iterator[CatalogsContract]:
    """The door, twice: each test that asks for it runs near and far."""
    with filled.app_context():
        if request.param == "near":
            yield find(CatalogsContract)
            return
    service_app = request.getfixturevalue("service_app")
    with service_app.app_context():
        # The test's database is a new one under the old name: connections to the old one are dead.
        db.engine.dispose()
    with filled.app_context():
        yield far(CatalogsContract, request.getfixturevalue("service_url"), timeout=5)
    with service_app.app_context():
        db.engine.dispose()
