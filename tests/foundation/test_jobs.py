"""A job of several entries: what befalls one keeps no other waiting, and nothing runs beyond the job's time."""

import time

import psycopg
import pytest
from flask import Flask
from rq.timeouts import JobTimeoutException, UnixSignalDeathPenalty
from sqlalchemy.exc import OperationalError

from clinic_portal.foundation.clock import now
from tests.foundation.lamps import NORTE, LampLit, light, outbox, subscribe
from tests.stand.servers import Addresses
from workers import jobs


@pytest.fixture
def two(bare: Flask, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The ids of two entries that a worker is given in one job."""
    monkeypatch.setattr(jobs, "_app", bare)
    bare.extensions["subscriptions"].by_event.clear()
    subscribe(bare, lambda event: None, "lamps.unused")
    light(NORTE, "slow")
    light(NORTE, "quick")
    return [row.id for row in outbox(NORTE)]


def react_with(bare: Flask, react) -> None:
    bare.extensions["subscriptions"].by_name.clear()
    subscribe(bare, react, "lamps.unused")


@pytest.mark.parametrize("error", [ValueError, psycopg.OperationalError])
def test_a_failing_entry_keeps_no_other_waiting(bare: Flask, two: list[int], error: type[Exception]) -> None:
    seen: list[str] = []

    def react(event: LampLit) -> None:
        if event.lamp == "slow":
            raise error
        seen.append(event.lamp)

    react_with(bare, react)
    jobs.deliver(NORTE, *two)
    assert seen == ["quick"]
    assert [row.done_at is not None for row in outbox(NORTE)] == [False, True]


def test_a_lost_connection_is_raised_and_costs_one_try(bare: Flask, two: list[int], addresses: Addresses) -> None:
    """As after a restart of PostgreSQL: the pooled connection is dead, and nothing could be read or written down."""
    seen: list[str] = []
    react_with(bare, lambda event: seen.append(event.lamp))
    name = bare.config["SETTINGS"].database_url.rsplit("/", 1)[1]
    with psycopg.connect(addresses.admin, autocommit=True) as lord:
        lord.execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", [name])
    with pytest.raises((OperationalError, psycopg.OperationalError)):
        jobs.deliver(NORTE, *two)
    assert seen == []
    jobs.deliver(NORTE, *two)
    assert seen == ["slow", "quick"]


def test_when_its_time_is_over_a_job_writes_it_down_and_ends(bare: Flask, two: list[int]) -> None:
    """RQ's own alarm, which rings once: a second entry would run without any limit."""
    seen: list[str] = []

    def react(event: LampLit) -> None:
        seen.append(event.lamp)
        time.sleep(30)

    react_with(bare, react)
    with UnixSignalDeathPenalty(1, JobTimeoutException):
        jobs.deliver(NORTE, *two)
    assert seen == ["slow"]
    slow, quick = outbox(NORTE)
    assert (slow.last_error, slow.done_at, quick.last_error, quick.done_at) == ("JobTimeoutException", None, None, None)
    assert slow.next_at > now()
