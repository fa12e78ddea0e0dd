"""E-mail through an SMTP server, as plain text in UTF-8."""

import contextlib
import smtplib
import ssl
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from clinic_portal.contexts.notifications.gateways.gateway import (
    GatewayTrouble,
    Message,
    Receipt,
    Refused,
    Unavailable,
)
from clinic_portal.contracts.notifications import Problem
from clinic_portal.foundation.clock import now


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where the server is and how to enter it; without `user` it is entered unnamed."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    starttls: bool = True
    timeout: float = 5.0


class SmtpGateway:
    """One connection a message; the Message-ID is the key, so that a mail box can tell a second copy."""

    def __init__(self, server: MailServer, sender: str) -> None:
        self._server = server
        self._sender = sender

    def send(self, message: Message) -> Receipt:
        letter = _letter(message, self._sender)
        try:
            self._hand_over(letter)
        except (smtplib.SMTPException, OSError) as error:
            raise _trouble(error) from None
        return Receipt(provider_id=letter["Message-ID"])

    def _hand_over(self, letter: EmailMessage) -> None:
        server = self._server
        link = smtplib.SMTP(server.host, server.port, timeout=server.timeout)
        try:
            if server.starttls:
                link.starttls(context=ssl.create_default_context())
            if server.user:
                link.login(server.user, server.password)
            link.send_message(letter)
        finally:
            # The server has answered for the letter; what it says to the farewell changes nothing.
            with contextlib.suppress(smtplib.SMTPException, OSError):
                link.quit()


def _letter(message: Message, sender: str) -> EmailMessage:
    letter = EmailMessage()
    try:
        recipient = Address(addr_spec=message.recipient)
    except (ValueError, IndexError, MessageError):
        raise Refused(Problem.BAD_RECIPIENT) from None
    if not message.recipient.isascii():
        raise Refused(Problem.BAD_RECIPIENT)
    letter["To"] = recipient
    letter["From"] = Address(display_name=" ".join(message.sender.split()), addr_spec=sender)
    letter["Subject"] = " ".join(message.subject.split())
    letter["Date"] = format_datetime(now())
    letter["Message-ID"] = f"<{message.key}@{sender.rpartition('@')[2]}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(message.text)
    return letter


def _trouble(error: Exception) -> GatewayTrouble:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        [(code, _reason)] = error.recipients.values()
        return Refused(Problem.BAD_RECIPIENT) if code >= 500 else Unavailable(Problem.BUSY)
    if isinstance(error, smtplib.SMTPAuthenticationError | smtplib.SMTPNotSupportedError):
        return Unavailable(Problem.REFUSED)
    if isinstance(error, smtplib.SMTPConnectError) or not isinstance(error, smtplib.SMTPResponseException):
        return Unavailable(Problem.UNREACHABLE)
    return Refused(Problem.REFUSED) if error.smtp_code >= 500 else Unavailable(Problem.BUSY)
