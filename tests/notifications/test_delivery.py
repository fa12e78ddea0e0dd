"""A message leaves once, whatever fails on the way; its tries are bounded."""

import re

import psycopg
import pytest

from clinic_portal.contexts.notifications.commands import send_delivery
from clinic_portal.contexts.notifications.rules import MOST_TRIES
from clinic_portal.contexts.notifications.visits import HIDDEN
from clinic_portal.contracts.agenda import Message
from clinic_portal.contracts.notifications import Channel, DeliveryStatus, Problem
from clinic_portal.foundation.telemetry.metrics import MESSAGES
from clinic_portal.foundation.tenancy import inside
from tests.notifications.desk import Desk, in_days


def booked(desk: Desk):
    return desk.book(desk.register(email=""), in_days(2, 10))


def reopen(desk: Desk, listener: str) -> None:
    """Let the relay hand out again what is done already, as after a lost answer."""
    with psycopg.connect(desk.app.config["SETTINGS"].database_owner_url) as link:
        link.execute(f"SET LOCAL app.clinic_id = '{desk.house.id}'")
        link.execute("UPDATE events.outbox SET done_at = NULL, next_at = now() WHERE listener = %s", [listener])


def forget_claims(desk: Desk) -> None:
    """Let the time of a dead worker's claim pass."""
    with psycopg.connect(desk.app.config["SETTINGS"].database_owner_url) as link:
        link.execute(f"SET LOCAL app.clinic_id = '{desk.house.id}'")
        link.execute("UPDATE notifications.delivery SET claimed_until = now()")


def seconds_until_next_try(desk: Desk) -> float:
    with psycopg.connect(desk.app.config["SETTINGS"].database_operator_url) as link:
        query = "SELECT extract(epoch FROM max(next_at) - now()) FROM events.outbox WHERE done_at IS NULL"
        return float(link.execute(query).fetchone()[0])


def test_the_provider_gets_the_message_and_the_ledger_its_name(sms_desk, provider):
    appointment = booked(sms_desk)
    sms_desk.work_off()
    [message] = provider.messages.values()
    [delivery] = sms_desk.deliveries(appointment)
    assert message["To"] == delivery.recipient == "+34655555555"
    shown, _, _ = delivery.text.partition(HIDDEN)
    assert re.fullmatch(re.escape(shown) + r"[\w-]{22}", message["Body"]), "the link's token, which no ledger keeps"
    assert delivery.status is DeliveryStatus.SENT
    assert delivery.attempts == 1


def test_run_twice_it_is_sent_once(sms_desk, provider):
    booked(sms_desk)
    sms_desk.work_off()
    reopen(sms_desk, "notifications.send_sms")
    assert sms_desk.work_off() == 1
    assert len(provider.requests) == 1


def test_a_worker_that_dies_after_the_call_leads_to_a_second_call_with_the_same_key(sms_desk, provider, monkeypatch):
    appointment = booked(sms_desk)

    def dies(*_: object) -> None:
        raise SystemExit("killed")

    with monkeypatch.context() as broken:
        broken.setattr(send_delivery, "_write_sent", dies)
        with pytest.raises(SystemExit):
            sms_desk.work_off()
    sms_desk.work_off(hurry=True, rounds=1)
    assert len(provider.requests) == 1, "the dead worker's claim still holds"
    assert 20 < seconds_until_next_try(sms_desk) <= 30
    forget_claims(sms_desk)
    sms_desk.work_off(hurry=True, rounds=2)
    first, second = provider.requests
    assert first.key == second.key
    assert len(provider.messages) == 1
    assert sms_desk.deliveries(appointment)[0].status is DeliveryStatus.SENT


def test_a_provider_in_trouble_is_tried_again_later(sms_desk, provider):
    provider.answers = [(500, {}, 0), (429, {}, 0), (201, {}, 0)]
    appointment = booked(sms_desk)
    sms_desk.work_off()
    [delivery] = sms_desk.deliveries(appointment)
    assert (delivery.status, delivery.problem) == (DeliveryStatus.WAITING, Problem.BROKEN)
    sms_desk.work_off(hurry=True, rounds=3)
    [delivery] = sms_desk.deliveries(appointment)
    assert (delivery.status, delivery.attempts, delivery.problem) == (DeliveryStatus.SENT, 3, None)
    assert len({request.key for request in provider.requests}) == 1


def test_after_its_last_try_a_message_has_failed_and_the_agenda_shows_it(sms_desk, provider):
    provider.answers = [(500, {}, 0)]
    appointment = booked(sms_desk)
    sms_desk.work_off()
    sms_desk.work_off(hurry=True)
    [delivery] = sms_desk.deliveries(appointment)
    assert delivery.status is DeliveryStatus.FAILED
    assert delivery.attempts == MOST_TRIES
    assert sms_desk.appointment(appointment).message is Message.FAILED


def test_a_provider_that_keeps_failing_is_left_alone(sms_desk, provider):
    provider.answers = [(500, {}, 0)]
    booked(sms_desk)
    sms_desk.work_off()
    sms_desk.work_off(hurry=True)
    assert len(provider.requests) == 5


def test_a_bad_number_fails_at_once_and_does_not_open_the_breaker(sms_desk, provider):
    provider.answers = [(400, {"code": 21211}, 0)]
    patient = sms_desk.register(email="")
    for hour in range(9, 16):
        appointment = sms_desk.book(patient, in_days(2, hour))
    sms_desk.work_off()
    [delivery] = sms_desk.deliveries(appointment)
    assert (delivery.status, delivery.attempts, delivery.problem) == (
        DeliveryStatus.FAILED,
        1,
        Problem.BAD_RECIPIENT,
    )
    assert len(provider.requests) == 7


def test_messages_are_counted_by_clinic_and_outcome(sms_desk, provider):
    counter = MESSAGES.labels(str(sms_desk.house.id), Channel.SMS.value, "sent")
    before = counter._value.get()
    booked(sms_desk)
    sms_desk.work_off()
    assert counter._value.get() == before + 1


def test_no_transaction_is_open_while_the_provider_is_called(sms_desk, provider, monkeypatch):
    """The database's own list of sessions says so, asked from inside the call."""
    seen = []
    settings = sms_desk.app.config["SETTINGS"]

    def look(*_: object, **__: object) -> None:
        with psycopg.connect(settings.database_url) as link:
            query = "SELECT state FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            seen.extend(state for (state,) in link.execute(query))

    take = provider.take
    monkeypatch.setattr(provider, "take", lambda *given: (look(), take(*given))[1])
    booked(sms_desk)
    sms_desk.work_off()
    assert "idle in transaction" not in seen
    assert len(provider.messages) == 1


def test_a_delivery_of_another_clinic_cannot_be_sent(sms_desk, provider, sur):
    booked(sms_desk)
    sms_desk.work_off()
    with sms_desk.app.app_context(), inside(sur.id):
        send_delivery.send_delivery(1, None, None)  # finds nothing, and so calls nobody
    assert len(provider.requests) == 1
