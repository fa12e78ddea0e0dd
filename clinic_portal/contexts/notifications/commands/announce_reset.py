"""Somebody asked for a new password: write the letter, but not its link."""

import structlog
from flask_babel import force_locale
from sqlalchemy import select

from clinic_portal.contexts.notifications import rules
from clinic_portal.contexts.notifications.commands.plan_delivery import plan_delivery
from clinic_portal.contexts.notifications.models import DeliveryRow
from clinic_portal.contexts.notifications.wording.letters import house_name
from clinic_portal.contracts.identity import PasswordResetRequested
from clinic_portal.contracts.notifications import Channel, Occasion
from clinic_portal.foundation.work import current_work

log = structlog.get_logger()


def announce_reset(event: PasswordResetRequested, channels: frozenset[Channel]) -> None:
    """Queue the letter, once; its words and its link are put in when it leaves."""
    key = rules.reset_key(event.reset_id)
    if Channel.EMAIL not in channels:
        log.warning("channel_closed", channel=Channel.EMAIL.value)
        return
    if current_work().scalar(select(DeliveryRow.id).where(DeliveryRow.key == key)):
        return
    with force_locale(event.language):
        sender = house_name()
    plan_delivery(
        DeliveryRow(
            channel=Channel.EMAIL,
            occasion=Occasion.PASSWORD_RESET,
            language=event.language,
            recipient=event.email,
            sender=sender,
            subject="",
            text="",
            reference=event.reset_id,
            key=key,
        )
    )
