"""A breaker in front of a gateway: an outside that is down is left alone, and its worker is free for others."""

from opentelemetry.trace import SpanKind

from clinic_portal.contexts.notifications.gateways.gateway import Message, MessageGateway, Receipt, Refused, Unavailable
from clinic_portal.contracts.notifications import Problem
from clinic_portal.foundation.breaker import BreakerOpen, shared_breaker
from clinic_portal.foundation.redis_client import client
from clinic_portal.foundation.telemetry.traces import span


class Guarded:
    """A gateway behind the breaker of that name, which all workers share."""

    def __init__(self, name: str, gateway: MessageGateway) -> None:
        self._name = name
        self._gateway = gateway

    def send(self, message: Message) -> Receipt:
        breaker = shared_breaker(self._name, client(), exclude=(Refused,))
        with span(f"send {self._name}", kind=SpanKind.CLIENT, key=message.key):
            try:
                receipt: Receipt = breaker.call(self._gateway.send, message)
            except BreakerOpen:
                raise Unavailable(Problem.UNREACHABLE) from None
            return receipt
