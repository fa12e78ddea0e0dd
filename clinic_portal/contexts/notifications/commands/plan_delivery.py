"""Write a message into the ledger and let a worker of its channel's queue send it."""

from clinic_portal.contexts.notifications.events import EmailPlanned, SmsPlanned
from clinic_portal.contexts.notifications.ledger_version import renew_after_commit
from clinic_portal.contexts.notifications.models import DeliveryRow
from clinic_portal.contracts.notifications import Channel, DeliveryStatus
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.work import current_work

_PLANNED = {Channel.SMS: SmsPlanned, Channel.EMAIL: EmailPlanned}


def plan_delivery(delivery: DeliveryRow) -> None:
    """Queue the message in the open work."""
    session = current_work()
    delivery.status = DeliveryStatus.WAITING
    session.add(delivery)
    session.flush()
    renew_after_commit()
    publish(_PLANNED[Channel(delivery.channel)](delivery_id=delivery.id))
