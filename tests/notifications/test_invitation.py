"""The letter that invites somebody: in their language, with a link that nobody else ever stores."""

import re

import psycopg
import pytest

from clinic_portal.contracts.identity import CreateUser, IdentityContract, InvitationView, InviteUser
from clinic_portal.contracts.notifications import MailboxMessage
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.tenancy import inside
from tests.notifications.desk import Desk

EMAIL = "quirina@correo.example"


def invite(desk: Desk, language: str = "es", email: str = EMAIL) -> InvitationView:
    command = InviteUser(idempotency_key=new_id(), email=email, name="Quirina", role="doctor", language=language)
    with desk.app.app_context(), inside(desk.house.id):
        return find(IdentityContract).invite(command)


def letter_of(desk: Desk) -> MailboxMessage:
    [letter] = desk.mailbox()
    return letter


def link_in(letter: MailboxMessage) -> str:
    return re.search(r"http\S+/invitations/(\S+)", letter.text)[1]


def test_the_letter_names_the_clinic_and_offers_the_place(desk: Desk) -> None:
    invite(desk)
    desk.work_off()
    letter = letter_of(desk)
    assert (letter.recipient, letter.subject) == (EMAIL, "Invitación de Clínica Norte")
    assert "Hola, Quirina:" in letter.text
    with desk.app.app_context(), inside(desk.house.id):
        offer = find(IdentityContract).invitation(link_in(letter))
    assert (offer.email, offer.clinic_name, offer.known) == (EMAIL, "Clínica Norte", False)


@pytest.mark.parametrize(
    ("language", "subject"), [("es", "Invitación de Clínica Norte"), ("en", "Clínica Norte invites you")]
)
def test_the_letter_is_in_the_invited_persons_language(desk: Desk, language: str, subject: str) -> None:
    invite(desk, language)
    desk.work_off()
    assert letter_of(desk).subject == subject


def test_whoever_is_known_reads_it_in_the_language_they_read(desk: Desk) -> None:
    person = CreateUser(email=EMAIL, name="Quirina", password="una frase para pruebas", language="en")
    with desk.app.app_context():
        find(IdentityContract).create_user(person)
    invite(desk, "es")
    desk.work_off()
    assert letter_of(desk).subject == "Clínica Norte invites you"


def test_neither_ledger_nor_outbox_holds_the_token(desk: Desk) -> None:
    invite(desk)
    desk.work_off()
    token = link_in(letter_of(desk))
    with psycopg.connect(desk.app.config["SETTINGS"].database_owner_url) as link:
        link.execute(f"SET LOCAL app.clinic_id = '{desk.house.id}'")
        [(row,)] = link.execute("SELECT delivery::text FROM notifications.delivery").fetchall()
        outbox = " ".join(text for (text,) in link.execute("SELECT payload::text FROM events.outbox"))
    assert "invitation" in row
    assert token not in row + outbox
    assert EMAIL not in outbox


def test_an_invitation_that_is_withdrawn_before_its_letter_leaves_sends_none(desk: Desk) -> None:
    invitation = invite(desk)
    with desk.app.app_context(), inside(desk.house.id):
        find(IdentityContract).withdraw_invitation(invitation.id)
    desk.work_off()
    assert desk.mailbox() == ()


def test_sent_again_there_is_one_more_letter_with_another_link(desk: Desk) -> None:
    invitation = invite(desk)
    desk.work_off()
    first = link_in(letter_of(desk))
    with desk.app.app_context(), inside(desk.house.id):
        find(IdentityContract).resend_invitation(invitation.id)
    desk.work_off()
    newer, older = desk.mailbox()
    assert link_in(older) == first
    assert link_in(newer) != first
