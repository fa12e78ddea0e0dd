"""E-mail through a real SMTP server."""

from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope

from clinic_portal.contexts.notifications.gateways.gateway import Message, Refused, Unavailable
from clinic_portal.contexts.notifications.gateways.smtp import MailServer, SmtpGateway
from clinic_portal.contracts.notifications import Channel, Problem
from tests.notifications.ports import free_port

MESSAGE = Message(
    key="0191-key",
    channel=Channel.EMAIL,
    recipient="maria@example.com",
    sender="Clínica Norte",
    subject="Su cita: mañana",
    text="Hola, María José:\n\nSu cita es mañana.",
)


class Postman:
    """Answers as it is told: `replies` by the command's name."""

    def __init__(self) -> None:
        self.letters: list[bytes] = []
        self.replies: dict[str, str] = {}

    async def handle_MAIL(self, server, session, envelope: Envelope, address: str, options) -> str:  # noqa: N802  # the server calls it by this name
        envelope.mail_from = address
        return self.replies.get("MAIL", "250 OK")

    async def handle_RCPT(self, server, session, envelope: Envelope, address: str, options) -> str:  # noqa: N802  # the server calls it by this name
        envelope.rcpt_tos.append(address)
        return self.replies.get("RCPT", "250 OK")

    async def handle_DATA(self, server, session, envelope: Envelope) -> str:  # noqa: N802  # the server calls it by this name
        if "DATA" not in self.replies:
            self.letters.append(envelope.content)
        return self.replies.get("DATA", "250 taken")

    async def handle_QUIT(self, server, session, envelope) -> str:  # noqa: N802  # the server calls it by this name
        return self.replies.get("QUIT", "221 Bye")


Start = Callable[..., MailServer]


@pytest.fixture
def postman() -> Postman:
    return Postman()


@pytest.fixture
def start(postman) -> Iterator[Start]:
    controllers = []

    def started(user: str = "", password: str = "", starttls: bool = False, **options) -> MailServer:
        controller = Controller(postman, hostname="127.0.0.1", port=free_port(), **options)
        controllers.append(controller)
        controller.start()
        return MailServer("127.0.0.1", controller.port, user, password, starttls=starttls, timeout=2)

    yield started
    for controller in controllers:
        controller.stop()


def send(server: MailServer, message: Message = MESSAGE) -> str:
    return SmtpGateway(server, "no-reply@portal.example").send(message).provider_id


def test_a_letter_arrives_in_plain_text_under_the_name_of_the_clinic(start, postman):
    message_id = send(start())
    letter = message_from_bytes(postman.letters[0], policy=default)
    assert message_id == letter["Message-ID"] == "<0191-key@portal.example>"
    assert letter["From"].addresses[0].display_name == "Clínica Norte"
    assert letter["To"] == "maria@example.com"
    assert letter["Subject"] == "Su cita: mañana"
    assert letter.get_content_type() == "text/plain"
    assert letter.get_content().splitlines() == MESSAGE.text.splitlines()
    assert letter["Date"].datetime.tzinfo


def test_two_copies_carry_the_same_message_id(start, postman):
    server = start()
    assert send(server) == send(server)


def test_it_signs_in_where_the_server_asks_for_it(start, postman):
    def known(server, session, envelope, mechanism, data) -> AuthResult:
        return AuthResult(success=data.login == b"portal" and data.password == b"secret", handled=False)

    options = {"authenticator": known, "auth_required": True, "auth_require_tls": False}
    send(start("portal", "secret", **options))
    assert len(postman.letters) == 1
    with pytest.raises(Unavailable, match=Problem.REFUSED.value):
        send(start("portal", "wrong", **options))


def test_a_server_without_encryption_is_not_used_where_it_is_demanded(start, postman):
    with pytest.raises(Unavailable, match=Problem.REFUSED.value):
        send(start(starttls=True))
    assert postman.letters == []


@pytest.mark.parametrize(
    ("command", "reply", "kind", "problem"),
    [
        ("RCPT", "550 no such mail box", Refused, Problem.BAD_RECIPIENT),
        ("RCPT", "450 greylisted", Unavailable, Problem.BUSY),
        ("MAIL", "553 not your address", Refused, Problem.REFUSED),
        ("MAIL", "452 too much mail", Unavailable, Problem.BUSY),
        ("DATA", "554 no spam", Refused, Problem.REFUSED),
        ("DATA", "451 try later", Unavailable, Problem.BUSY),
        ("MAIL", "421 closing", Unavailable, Problem.BUSY),
    ],
)
def test_what_the_server_says_decides(start, postman, command, reply, kind, problem):
    postman.replies[command] = reply
    with pytest.raises(kind) as trouble:
        send(start())
    assert trouble.value.problem is problem
    assert "maria" not in str(trouble.value)


def test_a_letter_that_was_taken_is_sent_whatever_the_farewell(start, postman):
    postman.replies["QUIT"] = "500 what?"
    assert send(start())


def test_nobody_listens():
    with pytest.raises(Unavailable, match=Problem.UNREACHABLE.value):
        send(MailServer("127.0.0.1", free_port(), starttls=False, timeout=1))


@pytest.mark.parametrize("address", ["nobody", "ñandú@example.com", "a@b@c", "a@example.com\nBcc: b@example.com"])
def test_an_address_that_is_none_is_refused(start, address):
    with pytest.raises(Refused, match=Problem.BAD_RECIPIENT.value):
        send(start(), MESSAGE.model_copy(update={"recipient": address}))


def test_nothing_slips_into_the_head_of_a_letter(start, postman):
    send(start(), MESSAGE.model_copy(update={"subject": "Su cita\r\nBcc: b@example.com", "sender": "A\nB"}))
    letter = message_from_bytes(postman.letters[0], policy=default)
    assert letter["Bcc"] is None
