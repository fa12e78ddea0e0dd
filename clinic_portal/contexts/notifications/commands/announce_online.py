"""A visitor who books alone is told something: plan it, but keep neither the words nor the code."""

import structlog
from sqlalchemy import select

from clinic_portal.contexts.notifications import rules
from clinic_portal.contexts.notifications.commands.plan_delivery import plan_delivery
from clinic_portal.contexts.notifications.models import DeliveryRow
from clinic_portal.contracts.agenda.online import OnlineLetter
from clinic_portal.contracts.notifications import Channel, Occasion
from clinic_portal.foundation.tenancy import current_clinic_id
from clinic_portal.foundation.work import current_work

log = structlog.get_logger()


def announce_online(
    proof_id: int, sending: int, letter: OnlineLetter | None, sender: str, channels: frozenset[Channel]
) -> None:
    """Queue it, once; nothing is said of a code that is void by now."""
    key = rules.online_key(current_clinic_id(), proof_id, sending)
    if letter is None or current_work().scalar(select(DeliveryRow.id).where(DeliveryRow.key == key)):
        return
    channel = Channel(letter.way)
    if channel not in channels:
        log.warning("channel_closed", channel=channel.value)
        return
    plan_delivery(
        DeliveryRow(
            channel=channel,
            occasion=Occasion.CODE if sending else Occasion.NOT_GIVEN,
            language=letter.language,
            recipient=letter.contact,
            sender=sender,
            subject="",
            text="",
            reference=f"{proof_id}/{sending}",
            key=key,
        )
    )
