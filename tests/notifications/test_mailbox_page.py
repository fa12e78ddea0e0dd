"""The demo's mail box: what would have left the house; elsewhere there is no such page."""

from clinic_portal.contracts.identity import IdentityContract
from clinic_portal.foundation.directory import find
from tests.notifications.desk import in_days
from tests.stand.cast import RECEPTIONIST


def test_it_shows_bubbles_and_letters_newest_first(desk):
    patient = desk.register()
    appointment = desk.book(patient, in_days(2, 10))
    desk.work_off()
    desk.cancel(appointment)
    desk.work_off()
    page = desk.app.test_client().get("/mailbox").text
    assert page.count('class="bubble"') == 2
    assert page.count('class="letter"') == 2
    assert page.index("queda cancelada") < page.index("su cita es el")


def test_one_channel_at_a_time(desk):
    desk.book(desk.register(), in_days(2, 10))
    desk.work_off()
    client = desk.app.test_client()
    assert 'class="letter"' not in client.get("/mailbox?channel=sms").text
    assert 'class="bubble"' not in client.get("/mailbox?channel=email").text
    assert client.get("/mailbox?channel=pigeon").status_code == 200


def test_it_refreshes_itself_by_its_fragment(desk):
    fragment = desk.app.test_client().get("/mailbox?channel=sms", headers={"HX-Request": "true"}).text
    assert fragment.startswith('<div class="mailbox" id="mailbox"')
    assert 'hx-get="/mailbox?channel=sms"' in fragment


def test_a_link_to_a_new_password_can_be_clicked(desk):
    with desk.app.app_context():
        find(IdentityContract).request_password_reset(RECEPTIONIST, "127.0.0.1")
    desk.work_off()
    page = desk.app.test_client().get("/mailbox").text
    assert 'href="http://127.0.0.1:8000/password/reset/' in page


def test_an_empty_one_says_what_to_do(desk):
    assert "Todavía no hay mensajes" in desk.app.test_client().get("/mailbox").text


def test_what_a_message_says_is_no_markup(desk):
    patient = desk.register()
    desk.edit(patient, given="<b>Marta</b>")
    desk.book(patient, in_days(2, 10))
    desk.work_off()
    assert "<b>Marta" not in desk.app.test_client().get("/mailbox").text


def test_outside_of_demo_mode_there_is_none(app):
    assert app.test_client().get("/mailbox").status_code == 404
