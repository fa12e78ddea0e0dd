"""Somebody was invited to work in the entered clinic: plan the letter, but keep neither its words nor its link."""

import structlog
from sqlalchemy import select

from clinic_portal.contexts.notifications import rules
from clinic_portal.contexts.notifications.commands.plan_delivery import plan_delivery
from clinic_portal.contexts.notifications.models import DeliveryRow
from clinic_portal.contracts.identity import InvitationLetter
from clinic_portal.contracts.notifications import Channel, Occasion
from clinic_portal.foundation.work import current_work

log = structlog.get_logger()


def announce_invitation(link: str, letter: InvitationLetter | None, channels: frozenset[Channel]) -> None:
    """Queue the letter, once; nothing is said of an invitation that is void by now."""
    key = rules.invitation_key(link)
    if Channel.EMAIL not in channels:
        log.warning("channel_closed", channel=Channel.EMAIL.value)
        return
    if letter is None or current_work().scalar(select(DeliveryRow.id).where(DeliveryRow.key == key)):
        return
    plan_delivery(
        DeliveryRow(
            channel=Channel.EMAIL,
            occasion=Occasion.INVITATION,
            language=letter.language,
            recipient=letter.email,
            sender=letter.clinic_name,
            subject="",
            text="",
            reference=link,
            key=key,
        )
    )
