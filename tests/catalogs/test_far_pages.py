"""`CATALOGS_URL` makes the same pages ask a catalogs service in another process; the browser cannot tell."""

import pytest

from clinic_portal.app import create_app
from clinic_portal.foundation.database import db
from tests.conftest import csrf_of
from tests.stand.cast import PASSWORD, RECEPTIONIST
from tests.stand.settings import portal_settings


@pytest.fixture
def far_portal(filled, addresses, process_number, service_app, service_url):
    """A portal without catalogs of its own."""
    with service_app.app_context():
        db.engine.dispose()
    app = create_app(portal_settings(addresses, f"test_{process_number}", process_number, catalogs_url=service_url))
    yield app
    for used in (app, service_app):
        with used.app_context():
            db.engine.dispose()


def signed_in(app):
    client = app.test_client()
    token = csrf_of(client.get("/login").text)
    client.post("/login", data={"email": RECEPTIONIST, "password": PASSWORD, "csrf_token": token})
    return client


def test_the_page_is_the_same_near_and_far(filled, far_portal):
    address = "/c/norte/catalogs/diseases?q=a"
    near, far = signed_in(filled).get(address), signed_in(far_portal).get(address)
    assert (near.status_code, far.status_code) == (200, 200)
    table = "<table"
    assert table in near.text
    assert near.text.split(table)[1].split("</table>")[0] == far.text.split(table)[1].split("</table>")[0]


def test_with_the_service_away_the_page_says_so(far_portal, addresses, process_number):
    gone = create_app(
        portal_settings(addresses, f"test_{process_number}", process_number, catalogs_url="http://127.0.0.1:9")
    )
    answer = signed_in(gone).get("/c/norte/catalogs/diseases?q=zzz")
    assert answer.status_code == 503
    assert "Traceback" not in answer.text
    with gone.app_context():
        db.engine.dispose()
