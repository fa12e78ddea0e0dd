"""What a worker does with an entry: the effect and the tick in one commit, twice handed out or not."""

from datetime import timedelta
from threading import Timer

import psycopg
import pytest
from flask import Flask

from clinic_portal.foundation.actor import current_actor_id
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.events.consume import consume
from clinic_portal.foundation.events.relay import claim
from clinic_portal.foundation.tenancy import current_clinic_id, inside
from clinic_portal.foundation.work import work
from tests.foundation.lamps import NORTE, SUR, LampLit, light, log, outbox, subscribe


class Crash(BaseException):
    """The process is gone: nothing in it may catch this."""


def test_the_listener_runs_inside_the_entrys_clinic(bare: Flask) -> None:
    seen: list[tuple[int, int | None, str]] = []
    subscribe(bare, lambda event: seen.append((current_clinic_id(), current_actor_id(), event.lamp)))
    light(NORTE, "hall")
    consume(NORTE, outbox(NORTE)[0].id)
    assert seen == [(NORTE, None, "hall")]
    assert outbox(NORTE)[0].done_at is not None


def test_an_entry_handed_out_twice_is_done_once(bare: Flask) -> None:
    seen: list[str] = []
    subscribe(bare, lambda event: seen.append(event.lamp))
    light(NORTE)
    for _ in range(3):
        consume(NORTE, outbox(NORTE)[0].id)
    assert seen == ["kitchen"]


@pytest.mark.parametrize("outside", [False, True])
def test_a_worker_that_is_quicker_than_the_relays_commit_still_does_it(bare: Flask, outside: bool) -> None:
    seen: list[str] = []
    subscribe(bare, lambda event: seen.append(event.lamp), outside=outside)
    light(NORTE)
    entry = outbox(NORTE)[0].id
    with psycopg.connect(bare.config["SETTINGS"].database_relay_url) as relay:
        assert [one.id for one in claim(relay, lease_seconds=15, max_attempts=12, room=10)] == [entry]
        commit = Timer(0.3, relay.commit)
        commit.start()
        consume(NORTE, entry)
        commit.join()
    assert seen == ["kitchen"]
    assert outbox(NORTE)[0].done_at is not None


def test_another_clinic_cannot_consume_it(bare: Flask) -> None:
    seen: list[str] = []
    subscribe(bare, lambda event: seen.append(event.lamp))
    light(NORTE)
    consume(SUR, outbox(NORTE)[0].id)
    assert (seen, outbox(NORTE)[0].done_at) == ([], None)


def test_a_failure_is_written_down_by_name_and_tried_later(bare: Flask) -> None:
    def fail(event: LampLit) -> None:
        raise ValueError(f"the secret {event.lamp}")

    subscribe(bare, fail)
    light(NORTE)
    consume(NORTE, outbox(NORTE)[0].id)
    (row,) = outbox(NORTE)
    assert (row.done_at, row.last_error) == (None, "ValueError")
    assert row.next_at > now()


@pytest.mark.parametrize(("attempts", "seconds"), [(1, 2), (3, 8), (9, 512), (12, 600)])
def test_each_failure_waits_longer(bare: Flask, attempts: int, seconds: int) -> None:
    def fail(event: LampLit) -> None:
        raise ValueError

    subscribe(bare, fail)
    light(NORTE)
    row = outbox(NORTE)[0]
    with inside(NORTE), work() as session:
        session.merge(row).attempts = attempts
    consume(NORTE, row.id)
    waits = outbox(NORTE)[0].next_at - now()
    assert timedelta(seconds=seconds - 2) < waits <= timedelta(seconds=seconds)


def test_a_listener_of_another_version_is_waited_for(bare: Flask) -> None:
    subscribe(bare, lambda event: None, "lamps.from_the_future")
    light(NORTE)
    bare.extensions["subscriptions"].by_name.clear()
    consume(NORTE, outbox(NORTE)[0].id)
    (row,) = outbox(NORTE)
    assert (row.done_at, row.dead_at, row.last_error) == (None, None, "NoListener: lamps.from_the_future")


def test_a_payload_that_no_longer_fits_is_written_down_without_its_content(bare: Flask) -> None:
    subscribe(bare, lambda event: None)
    light(NORTE)
    with inside(NORTE), work() as session:
        session.merge(outbox(NORTE)[0]).payload = {"lamp": "kitchen", "private": "Núñez"}
    consume(NORTE, outbox(NORTE)[0].id)
    assert outbox(NORTE)[0].last_error == "ValidationError"


def test_a_crash_inside_takes_the_effect_with_it(bare: Flask) -> None:
    """The effect is a fact; the process dies before the tick: neither stays, and the next try does both."""
    crashes = iter([True, False])

    def relight(event: LampLit) -> None:
        with work():
            publish(LampLit(lamp=f"{event.lamp}'s twin"))
        if next(crashes):
            raise Crash

    subscribe(bare, relight)
    light(NORTE)
    bare.extensions["subscriptions"].by_event.clear()
    with pytest.raises(Crash):
        consume(NORTE, outbox(NORTE)[0].id)
    assert (len(log(NORTE)), outbox(NORTE)[0].done_at) == (1, None)
    consume(NORTE, outbox(NORTE)[0].id)
    assert len(log(NORTE)) == 2
    assert outbox(NORTE)[0].done_at is not None


def test_a_call_outside_runs_without_an_open_transaction_and_may_come_twice(bare: Flask) -> None:
    calls: list[str] = []

    def call(event: LampLit) -> None:
        calls.append(event.lamp)
        if len(calls) == 1:
            raise Crash

    subscribe(bare, call, outside=True)
    light(NORTE)
    with pytest.raises(Crash):
        consume(NORTE, outbox(NORTE)[0].id)
    consume(NORTE, outbox(NORTE)[0].id)
    assert calls == ["kitchen", "kitchen"]
    assert outbox(NORTE)[0].done_at is not None


def test_an_entry_that_is_not_there_is_no_failure(bare: Flask) -> None:
    consume(NORTE, 12345)
