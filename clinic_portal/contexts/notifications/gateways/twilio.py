"""SMS through a provider that speaks Twilio's documented REST form."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import httpx

from clinic_portal.contexts.notifications.gateways.gateway import (
    GatewayTrouble,
    Message,
    Receipt,
    Refused,
    Unavailable,
)
from clinic_portal.contracts.notifications import Problem

BAD_NUMBERS = frozenset({21211, 21214, 21217, 21219, 21265, 21610, 21612, 21614})
"""The provider's codes for a number that is none, is no mobile, cannot be reached or wants no messages."""

LONGEST_PAUSE = timedelta(minutes=10)

_FOR_NOW = {401: Problem.REFUSED, 403: Problem.REFUSED, 404: Problem.REFUSED, 408: Problem.BUSY, 429: Problem.BUSY}


class TwilioSmsGateway:
    """`POST /2010-04-01/Accounts/{account}/Messages.json`, with basic authentication and an idempotency key."""

    def __init__(self, url: str, account: str, token: str, sender: str, timeout: float) -> None:
        self._path = f"/2010-04-01/Accounts/{account}/Messages.json"
        self._sender = sender
        self._client = httpx.Client(base_url=url, auth=(account, token), timeout=timeout)

    def send(self, message: Message) -> Receipt:
        form = {"To": message.recipient, "From": self._sender, "Body": message.text}
        try:
            answer = self._client.post(self._path, data=form, headers={"Idempotency-Key": message.key})
        except httpx.HTTPError:
            raise Unavailable(Problem.UNREACHABLE) from None
        if answer.is_success:
            return Receipt(provider_id=str(_content(answer).get("sid", "")))
        raise _trouble(answer)


def _trouble(answer: httpx.Response) -> GatewayTrouble:
    """A bad number is final; a wrong account is ours to mend, so its messages wait."""
    status = answer.status_code
    if status >= 500 or status < 400:
        return Unavailable(Problem.BROKEN, _pause(answer))
    if status in _FOR_NOW:
        return Unavailable(_FOR_NOW[status], _pause(answer))
    bad_number = _content(answer).get("code") in BAD_NUMBERS
    return Refused(Problem.BAD_RECIPIENT if bad_number else Problem.REFUSED)


def _pause(answer: httpx.Response) -> timedelta | None:
    """What the provider asks for in seconds, within reason."""
    wished = answer.headers.get("Retry-After", "")
    return min(timedelta(seconds=int(wished)), LONGEST_PAUSE) if wished.isdecimal() else None


def _content(answer: httpx.Response) -> Mapping[str, Any]:
    try:
        content = answer.json()
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}
