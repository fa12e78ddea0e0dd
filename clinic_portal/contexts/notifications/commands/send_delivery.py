"""Send one message of the ledger: claim it, call the provider with no transaction open, write down what came of it."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from sqlalchemy import select

from clinic_portal.contexts.notifications import rules
from clinic_portal.contexts.notifications.gateways.gateway import (
    GatewayTrouble,
    Message,
    MessageGateway,
    Receipt,
    Refused,
)
from clinic_portal.contexts.notifications.ledger_version import renew_after_commit
from clinic_portal.contexts.notifications.models import DeliveryRow
from clinic_portal.contexts.notifications.queries import about
from clinic_portal.contracts.notifications import (
    Channel,
    ConfirmationFailed,
    ConfirmationSent,
    DeliveryStatus,
    Occasion,
    Problem,
    RecallMessageFailed,
    RecallMessageSent,
)
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.database.hot import HotWrite
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.telemetry.metrics import MESSAGES, clinic_label
from clinic_portal.foundation.work import current_work, work

CLAIM = timedelta(seconds=30)
"""Longer than any gateway may take: whoever holds a claim beyond it has died."""

Compose = Callable[[DeliveryRow], Message | None]


_CLAIM = HotWrite(
    """UPDATE notifications.delivery SET attempts = attempts + 1, claimed_until = %(claimed_until)s
       WHERE clinic_id = %(clinic_id)s AND id = %(delivery_id)s""",
    reviewed="writes the session's own clinic's row",
)
_SENT = HotWrite(
    """UPDATE notifications.delivery AS d
       SET status = 'sent', sent_at = %(sent_at)s, provider_id = %(provider_id)s, problem = NULL
       WHERE clinic_id = %(clinic_id)s AND id = %(delivery_id)s AND status = 'waiting'
       RETURNING appointment_id, recall_id, channel, occasion, ARRAY(
           SELECT a.appointment_id FROM notifications.delivery_appointment AS a
           WHERE a.clinic_id = d.clinic_id AND a.delivery_id = d.id)""",
    reviewed="writes the session's own clinic's row",
)


class StillClaimed(RuntimeError):
    """Another worker holds the message, or died with it; its time is not over."""

    def __init__(self, until: datetime) -> None:
        super().__init__()
        self.retry_after = max(until - now(), timedelta(0))


def send_delivery(delivery_id: int, gateway: MessageGateway, compose: Compose) -> None:
    """Send the message unless it has left; raises GatewayTrouble when it is to be tried again."""
    with work():
        message = _claim(delivery_id, compose)
    if message is None:
        return
    try:
        receipt = gateway.send(message)
    except GatewayTrouble as trouble:
        with work():
            final = _write_failure(delivery_id, trouble)
        _count(message.channel, "failed" if final else "put_off")
        if final:
            return
        raise
    with work():
        _write_sent(delivery_id, receipt)
    _count(message.channel, "sent")


def _claim(delivery_id: int, compose: Compose) -> Message | None:
    """Take the message for this try; None when nothing is left to do."""
    delivery = _waiting(delivery_id)
    if delivery is None:
        return None
    if delivery.claimed_until and delivery.claimed_until > now():
        raise StillClaimed(delivery.claimed_until)
    if rules.is_last(delivery.attempts):
        _give_up(delivery, Problem.BROKEN)
        return None
    message = compose(delivery)
    if message is None:
        _give_up(delivery, Problem.VOID)
        return None
    _CLAIM.soon(current_work(), delivery_id=delivery_id, claimed_until=now() + CLAIM)
    return message


def _write_sent(delivery_id: int, receipt: Receipt) -> None:
    values = {"delivery_id": delivery_id, "sent_at": now(), "provider_id": receipt.provider_id}
    for appointment_id, recall_id, channel, occasion, others in _SENT.rows(current_work(), **values):
        renew_after_commit()
        if appointment_id is not None:
            _publish_of_appointments({appointment_id, *others}, channel, occasion, ConfirmationSent)
        if recall_id is not None:
            publish(RecallMessageSent(recall_id=recall_id, channel=Channel(channel)))


def _write_failure(delivery_id: int, trouble: GatewayTrouble) -> bool:
    """Note the problem and free the message; whether it is final."""
    delivery = _waiting(delivery_id)
    if delivery is None:
        return True
    if isinstance(trouble, Refused) or rules.is_last(delivery.attempts):
        _give_up(delivery, trouble.problem)
        return True
    delivery.problem = trouble.problem
    delivery.claimed_until = None
    return False


def _give_up(delivery: DeliveryRow, problem: Problem) -> None:
    delivery.status = DeliveryStatus.FAILED
    delivery.problem = problem
    _publish_of_appointments(about(delivery), delivery.channel, delivery.occasion, ConfirmationFailed)
    if delivery.recall_id is not None:
        publish(RecallMessageFailed(recall_id=delivery.recall_id, channel=Channel(delivery.channel)))


def _waiting(delivery_id: int) -> DeliveryRow | None:
    renew_after_commit()
    return current_work().scalar(
        select(DeliveryRow)
        .where(DeliveryRow.id == delivery_id, DeliveryRow.status == DeliveryStatus.WAITING)
        .with_for_update()
    )


def _publish_of_appointments(
    ids: Collection[int], channel: str, occasion: str, fact: type[ConfirmationSent] | type[ConfirmationFailed]
) -> None:
    for appointment_id in sorted(ids):
        publish(fact(appointment_id=appointment_id, channel=Channel(channel), occasion=Occasion(occasion)))


def _count(channel: Channel, outcome: str) -> None:
    MESSAGES.labels(clinic_label(), channel.value, outcome).inc()
