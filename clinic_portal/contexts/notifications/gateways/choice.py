"""Which way out each channel takes, by the settings; a channel without one is closed."""

from collections.abc import Mapping

from clinic_portal.contexts.notifications.gateways.gateway import Message, MessageGateway, Receipt, Unavailable
from clinic_portal.contexts.notifications.gateways.guarded import Guarded
from clinic_portal.contexts.notifications.gateways.mailbox import MailboxGateway
from clinic_portal.contexts.notifications.gateways.smtp import MailServer, SmtpGateway
from clinic_portal.contexts.notifications.gateways.twilio import TwilioSmsGateway
from clinic_portal.contracts.notifications import Channel, Problem
from clinic_portal.foundation.settings import Settings

Gateways = Mapping[Channel, MessageGateway]
"""The open channels."""


class ClosedGateway:
    """Stands where a channel was closed while messages waited for it."""

    def send(self, message: Message) -> Receipt:  # noqa: ARG002  # the Protocol hands it over
        raise Unavailable(Problem.REFUSED)


def gateways(settings: Settings) -> Gateways:
    """The providers that the settings name; in demo mode the dev mail box for whatever they leave out."""
    chosen: dict[Channel, MessageGateway] = {}
    if settings.demo:
        chosen = dict.fromkeys(Channel, mailbox(settings))
    if settings.sms_url:
        chosen[Channel.SMS] = Guarded("sms", _sms(settings))
    if settings.smtp_host:
        chosen[Channel.EMAIL] = Guarded("email", _email(settings))
    return chosen


def mailbox(settings: Settings) -> MailboxGateway:
    """The mail box of this home."""
    return MailboxGateway(settings.clinic_portal_home / "mailbox")


def _sms(settings: Settings) -> TwilioSmsGateway:
    return TwilioSmsGateway(
        settings.sms_url,
        settings.sms_account,
        settings.sms_token.get_secret_value(),
        settings.sms_from,
        settings.sms_timeout,
    )


def _email(settings: Settings) -> SmtpGateway:
    server = MailServer(
        settings.smtp_host,
        settings.smtp_port,
        settings.smtp_user,
        settings.smtp_password.get_secret_value(),
        starttls=settings.smtp_starttls,
    )
    return SmtpGateway(server, settings.smtp_from)
