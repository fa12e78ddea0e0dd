"""SMS through a provider: a real HTTP server answers as the provider does."""

import time
from datetime import timedelta

import pytest

from clinic_portal.contexts.notifications.gateways.gateway import Message, Refused, Unavailable
from clinic_portal.contexts.notifications.gateways.twilio import TwilioSmsGateway
from clinic_portal.contracts.notifications import Channel, Problem
from tests.notifications.sms_provider import ACCOUNT, SENDER, TOKEN, SmsProvider

MESSAGE = Message(
    key="5f1b", channel=Channel.SMS, recipient="+34611111111", sender="Norte", subject="", text="Mañana a las 10:30"
)


def gateway(provider: SmsProvider, token: str = TOKEN, timeout: float = 2) -> TwilioSmsGateway:
    return TwilioSmsGateway(provider.url, ACCOUNT, token, SENDER, timeout)


def test_a_message_is_posted_in_the_documented_form(provider):
    receipt = gateway(provider).send(MESSAGE)
    [request] = provider.requests
    assert request.path == f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
    assert request.form == {"To": "+34611111111", "From": SENDER, "Body": "Mañana a las 10:30"}
    assert request.key == "5f1b"
    assert receipt.provider_id == "SM5f1b"


def test_a_number_that_is_none_is_refused_for_good(provider):
    provider.answers = [(400, {"code": 21211, "message": "Invalid 'To' Phone Number: +34611111111", "status": 400}, 0)]
    with pytest.raises(Refused) as refused:
        gateway(provider).send(MESSAGE)
    assert refused.value.problem is Problem.BAD_RECIPIENT
    assert "611111111" not in str(refused.value)


def test_another_bad_request_is_refused_for_good(provider):
    provider.answers = [(400, {"code": 21606, "message": "not your number", "status": 400}, 0)]
    with pytest.raises(Refused, match=Problem.REFUSED.value):
        gateway(provider).send(MESSAGE)


@pytest.mark.parametrize(
    ("status", "content", "problem"),
    [
        (429, {"code": 20429, "message": "Too Many Requests"}, Problem.BUSY),
        (500, {"code": 20500, "message": "Internal Server Error"}, Problem.BROKEN),
        (503, "<html>no JSON</html>", Problem.BROKEN),
    ],
)
def test_a_provider_in_trouble_is_tried_again(provider, status, content, problem):
    provider.answers = [(status, content, 0)]
    with pytest.raises(Unavailable, match=problem.value):
        gateway(provider).send(MESSAGE)


def test_a_wrong_account_is_ours_to_mend_and_loses_no_message(provider):
    with pytest.raises(Unavailable, match=Problem.REFUSED.value):
        gateway(provider, token="wrong").send(MESSAGE)


def test_a_provider_that_does_not_answer_is_left_after_the_time_out(provider):
    provider.answers = [(201, {}, 1.5)]
    began = time.monotonic()
    with pytest.raises(Unavailable, match=Problem.UNREACHABLE.value):
        gateway(provider, timeout=0.2).send(MESSAGE)
    assert time.monotonic() - began < 1


def test_nobody_listens(provider):
    provider.stop()
    with pytest.raises(Unavailable, match=Problem.UNREACHABLE.value):
        gateway(provider).send(MESSAGE)
    provider.start()


def test_a_message_that_is_handed_over_twice_is_one_message(provider):
    sms = gateway(provider)
    assert sms.send(MESSAGE) == sms.send(MESSAGE)
    assert len(provider.requests) == 2
    assert len(provider.messages) == 1


@pytest.mark.parametrize(("said", "pause"), [("7", 7), ("90000", 600), ("", None), ("tomorrow", None)])
def test_the_providers_wish_for_a_pause_is_heard_within_reason(provider, said, pause):
    provider.answers, provider.retry_after = [(429, {"code": 20429}, 0)], said
    with pytest.raises(Unavailable) as busy:
        gateway(provider).send(MESSAGE)
    assert busy.value.retry_after == (timedelta(seconds=pause) if pause else None)
