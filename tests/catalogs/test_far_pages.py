"""`CATALOGS_URL` makes the same pages ask a catalogs service in another process; the browser cannot tell."""

import pytest

from clinic_portal.app import create_app
from clinic_portal.foundation.database import db
from clinic_portal.foundation.ids import new_id
from tests.catalogs.shelf_of_procedures import fill_procedures
from tests.conftest import csrf_of
from tests.stand.cast import ADMIN, PASSWORD, RECEPTIONIST
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


def signed_in(app, email=RECEPTIONIST):
    client = app.test_client()
    token = csrf_of(client.get("/login").text)
    client.post("/login", data={"email": email, "password": PASSWORD, "csrf_token": token})
    return client


def test_the_page_is_the_same_near_and_far(filled, far_portal):
    address = "/c/norte/catalogs/diseases?q=a"
    near, far = signed_in(filled).get(address), signed_in(far_portal).get(address)
    assert (near.status_code, far.status_code) == (200, 200)
    table = "<table"
    assert table in near.text
    assert near.text.split(table)[1].split("</table>")[0] == far.text.split(table)[1].split("</table>")[0]


def test_a_star_given_far_is_at_hand_near(filled, far_portal):
    far, near = signed_in(far_portal), signed_in(filled)
    page = "/c/norte/catalogs/diseases"
    number = far.get(page).text.split('data-star="')[1].split('"')[0]
    token = csrf_of(far.get(page).text)
    answer = far.post(f"{page}/mine/{number}", data={"csrf_token": token, "starred": "1"})
    assert (answer.status_code, answer.location) == (303, page)
    assert f'id="mine-{number}"' in near.get(page).text


def test_a_price_list_is_kept_far_and_read_near(filled, far_portal):
    fill_procedures(filled)
    far, near = signed_in(far_portal, ADMIN), signed_in(filled, ADMIN)
    lists = "/c/norte/catalogs/procedures/price-lists"
    token = csrf_of(far.get(lists).text)
    begun = far.post(lists, data={"csrf_token": token, "name": "Mutua", "copy_of": "", "idempotency_key": new_id()})
    number = far.get(begun.location).text.split('id="term-')[1].split('"')[0]
    sent = {"csrf_token": token, "price": "12,30", "version": "0"}
    assert far.post(f"{begun.location}/prices/{number}", data=sent).status_code == 303
    assert "12,30" in near.get(begun.location).text
    assert far.post(f"{begun.location}/prices/{number}", data={**sent, "price": "13"}).status_code == 409
    assert "Precio puesto" in near.get(f"{begun.location}/changes").text


def test_with_the_service_away_the_page_says_so(far_portal, addresses, process_number):
    gone = create_app(
        portal_settings(addresses, f"test_{process_number}", process_number, catalogs_url="http://127.0.0.1:9")
    )
    answer = signed_in(gone).get("/c/norte/catalogs/diseases?q=zzz")
    assert answer.status_code == 503
    assert "Traceback" not in answer.text
    with gone.app_context():
        db.engine.dispose()
