"""The letter with a link to a new password; the ledger never holds the link."""

import re

import psycopg
import pytest

from clinic_portal.contracts.identity import IdentityContract, SignIn
from clinic_portal.foundation.directory import find
from tests.stand.cast import RECEPTIONIST


@pytest.fixture
def asked(desk):
    with desk.app.app_context():
        find(IdentityContract).request_password_reset(RECEPTIONIST, "127.0.0.1")
    desk.work_off()
    return desk


def link_of(desk) -> str:
    [letter] = desk.mailbox()
    assert letter.recipient == RECEPTIONIST
    return re.search(r"http\S+/password/reset/(\S+)", letter.text)[1]


def test_the_link_sets_a_new_password(asked):
    with asked.app.app_context():
        identity = find(IdentityContract)
        identity.reset_password(link_of(asked), "otra frase para pruebas")
        person = identity.sign_in(
            SignIn(email=RECEPTIONIST, password="otra frase para pruebas", address="127.0.0.1", agent="test")
        )
    assert person.email == RECEPTIONIST


def test_neither_ledger_nor_outbox_holds_the_token(asked):
    token = link_of(asked)
    with psycopg.connect(asked.app.config["SETTINGS"].database_owner_url) as link:
        link.execute("SET LOCAL app.clinic_id = '0'")
        [(row,)] = link.execute("SELECT delivery::text FROM notifications.delivery").fetchall()
        outbox = " ".join(text for (text,) in link.execute("SELECT payload::text FROM events.outbox"))
    assert "password_reset" in row
    assert token not in row + outbox


def test_an_unknown_address_gets_no_letter(desk):
    with desk.app.app_context():
        find(IdentityContract).request_password_reset("nadie@norte.example", "127.0.0.1")
    desk.work_off()
    assert desk.mailbox() == ()
