"""Send one message of the ledger: claim it, call the provider with no transaction open, write down what came of it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from clinic_portal.contexts.notifications import rules
from clinic_portal.contexts.notifications.gateways.gateway import (
    GatewayTrouble,
    Message,
    MessageGateway,
    Receipt,
    Refused,
)
from clinic_portal.contexts.notifications.waiting import Waiting, claim, mark_failed, mark_sent, waiting
from clinic_portal.contracts.notifications import (
    Channel,
    ConfirmationFailed,
    ConfirmationSent,
    Occasion,
    Problem,
    RecallMessageFailed,
    RecallMessageSent,
)
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.telemetry.metrics import MESSAGES, clinic_label
from clinic_portal.foundation.work import work

CLAIM = timedelta(seconds=30)
"""Longer than any gateway may take: whoever holds a claim beyond it has died."""

Compose = Callable[[Waiting], Message | None]


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
    delivery = waiting(delivery_id)
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
    claim(delivery, until=now() + CLAIM)
    return message


def _write_sent(delivery_id: int, receipt: Receipt) -> None:
    delivery = waiting(delivery_id)
    if delivery is None:
        return
    mark_sent(delivery, now(), receipt.provider_id)
    _publish(delivery, ConfirmationSent)


def _write_failure(delivery_id: int, trouble: GatewayTrouble) -> bool:
    """Note the problem and free the message; whether it is final."""
    delivery = waiting(delivery_id)
    if delivery is None:
        return True
    if isinstance(trouble, Refused) or rules.is_last(delivery.attempts):
        _give_up(delivery, trouble.problem)
        return True
    mark_failed(delivery, trouble.problem, final=False)
    return False


def _give_up(delivery: Waiting, problem: Problem) -> None:
    mark_failed(delivery, problem, final=True)
    _publish(delivery, ConfirmationFailed)


def _publish(delivery: Waiting, fact: type[ConfirmationSent] | type[ConfirmationFailed]) -> None:
    for appointment_id in delivery.appointments:
        channel, occasion = Channel(delivery.channel), Occasion(delivery.occasion)
        publish(fact(appointment_id=appointment_id, channel=channel, occasion=occasion))
    if delivery.recall_id is not None:
        told = RecallMessageSent if fact is ConfirmationSent else RecallMessageFailed
        publish(told(recall_id=delivery.recall_id, channel=Channel(delivery.channel)))


def _count(channel: Channel, outcome: str) -> None:
    MESSAGES.labels(clinic_label(), channel.value, outcome).inc()
