"""The dev mail box keeps each message once."""

from clinic_portal.contexts.notifications.gateways.gateway import Message
from clinic_portal.contexts.notifications.gateways.mailbox import MailboxGateway
from clinic_portal.contracts.notifications import Channel


def message(key: str, text: str = "Hola") -> Message:
    return Message(key=key, channel=Channel.SMS, recipient="+34611111111", sender="Norte", subject="", text=text)


def test_an_empty_mail_box(tmp_path):
    assert MailboxGateway(tmp_path / "mailbox").messages(10) == ()


def test_messages_are_kept_newest_first(tmp_path):
    mailbox = MailboxGateway(tmp_path / "mailbox")
    for key in ("a", "b", "c"):
        mailbox.send(message(key))
    assert [kept.key for kept in mailbox.messages(2)] == ["c", "b"]


def test_a_key_that_comes_twice_is_one_message(tmp_path):
    mailbox = MailboxGateway(tmp_path / "mailbox")
    assert mailbox.send(message("a", "first")) == mailbox.send(message("a", "second"))
    [kept] = mailbox.messages(10)
    assert kept.text == "first"
    assert [file.name for file in (tmp_path / "mailbox").iterdir()] == ["a.json"]
