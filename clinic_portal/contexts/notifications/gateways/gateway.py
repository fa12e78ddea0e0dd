"""What every way out promises, and the two ways in which it can say no."""

from datetime import timedelta
from typing import Protocol

from clinic_portal.contracts.notifications import Channel, Problem
from clinic_portal.foundation.values import Value


class Message(Value):
    """A message ready to leave; two with the same `key` are one. `sender` is the name that an e-mail shows."""

    key: str
    channel: Channel
    recipient: str
    sender: str
    subject: str
    text: str


class Receipt(Value):
    """The provider's own name for a message that it took."""

    provider_id: str


class GatewayTrouble(Exception):
    """The message did not leave; all it says is the problem's name, nothing private."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.value)
        self.problem = problem
        self.public = problem.value


class Refused(GatewayTrouble):
    """It never will: another try would be answered the same."""


class Unavailable(GatewayTrouble):
    """Not now: another try may succeed, if the provider says so not before `retry_after`."""

    def __init__(self, problem: Problem, retry_after: timedelta | None = None) -> None:
        super().__init__(problem)
        self.retry_after = retry_after


class MessageGateway(Protocol):
    """A way out of the house."""

    def send(self, message: Message) -> Receipt:
        """Hand a message over; raises Refused for good, Unavailable for now."""
