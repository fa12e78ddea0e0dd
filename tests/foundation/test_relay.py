"""The relay: leases entries fairly under a role that sees nothing else, and may lose Redis at any time."""

import threading
from collections import Counter
from collections.abc import Iterator
from threading import Event as Flag

import psycopg
import pytest
from flask import Flask
from psycopg.errors import InsufficientPrivilege
from rq import SimpleWorker

from clinic_portal.foundation.events.consume import consume
from clinic_portal.foundation.events.relay import Claim, claim, lag_seconds
from clinic_portal.foundation.queue import entries_in, queue
from clinic_portal.foundation.redis_client import client
from tests.foundation.lamps import NORTE, SUR, light, outbox, subscribe
from tests.stand.servers import Addresses
from workers.relay import MOST_WAITING, TOGETHER, Relay

LEASE, MOST = 15, 3


@pytest.fixture
def link(bare: Flask) -> Iterator[psycopg.Connection]:
    with psycopg.connect(bare.config["SETTINGS"].database_relay_url) as connection:
        yield connection


@pytest.fixture
def lord(bare: Flask, addresses: Addresses) -> Iterator[psycopg.Connection]:
    """A superuser in the same database, to turn clocks and to fill the outbox quickly."""
    name = bare.config["SETTINGS"].database_url.rsplit("/", 1)[1]
    with psycopg.connect(addresses.admin.rsplit("/", 1)[0] + f"/{name}", autocommit=True) as connection:
        yield connection


def leased(link: psycopg.Connection, most: int = 500) -> list[Claim]:
    claims = claim(link, LEASE, MOST, most)
    link.commit()
    return claims


def fill(lord: psycopg.Connection, clinic_id: int, count: int, age: str = "1 minute", kind: str = "events") -> None:
    lord.execute(
        """INSERT INTO events.outbox
               (clinic_id, event_id, name, version, payload, listener, queue, occurred_at, next_at)
           SELECT %s, gen_random_uuid(), 'LampLit', 1, '{"lamp": "hall"}', 'lamps.on_lamp_lit', %s, now(),
                  now() - %s::interval FROM generate_series(1, %s)""",
        [clinic_id, kind, age, count],
    )


def make_due(lord: psycopg.Connection) -> None:
    lord.execute("UPDATE events.outbox SET next_at = now() - interval '1 second' WHERE done_at IS NULL")


def test_a_due_entry_is_leased_once(bare: Flask, link: psycopg.Connection) -> None:
    subscribe(bare, lambda event: None)
    light(NORTE)
    (first,) = leased(link)
    assert (first.clinic_id, first.queue, first.attempts, first.dead) == (NORTE, "events", 1, False)
    assert leased(link) == []


def test_an_unfinished_entry_is_handed_out_again_when_its_lease_ends(link, lord, bare) -> None:
    fill(lord, NORTE, 1)
    leased(link)
    make_due(lord)
    assert [one.attempts for one in leased(link)] == [2]


def test_a_round_that_is_not_committed_leased_nothing(link, lord, bare) -> None:
    """The relay dies between the enqueue and the commit: the entry comes again."""
    fill(lord, NORTE, 1)
    claim(link, LEASE, MOST, 500)
    link.rollback()
    assert [one.attempts for one in leased(link)] == [1]


def test_after_so_many_tries_an_entry_is_dead_and_stays(link, lord, bare) -> None:
    fill(lord, NORTE, 1)
    for _ in range(MOST):
        assert not leased(link)[0].dead
        make_due(lord)
    assert leased(link)[0].dead
    make_due(lord)
    assert leased(link) == []
    assert outbox(NORTE)[0].last_error == "no worker finished it"


def test_a_done_or_dead_entry_is_never_consumed(bare: Flask, link, lord) -> None:
    seen: list[str] = []
    subscribe(bare, lambda event: seen.append(event.lamp))
    fill(lord, NORTE, 1)
    lord.execute("UPDATE events.outbox SET dead_at = now()")
    consume(NORTE, outbox(NORTE)[0].id)
    assert seen == []


def test_a_busy_clinic_does_not_starve_a_quiet_one(link, lord, bare) -> None:
    """Five thousand older entries of one clinic: the other's newest is in the very first round."""
    fill(lord, NORTE, 5000, "1 hour")
    fill(lord, SUR, 1, "1 second")
    first = Counter(one.clinic_id for one in leased(link))
    assert first[SUR] == 1
    assert first[NORTE] <= 50


def test_a_small_round_goes_to_everybody_in_turn(link, lord, bare) -> None:
    for clinic_id in range(1, 6):
        fill(lord, clinic_id, 10)
    assert Counter(one.clinic_id for one in leased(link, most=10)) == dict.fromkeys(range(1, 6), 2)


def test_a_full_queue_is_not_filled_further(bare: Flask, link, lord) -> None:
    """A quiet clinic's entry waits behind what is queued already, so that is kept short."""
    relay = Relay(bare.config["SETTINGS"], Flag())
    for clinic_id in range(1, 20):
        fill(lord, clinic_id, 40)
    while relay.hand_over(link):
        pass
    jobs = queue("events", client()).jobs
    assert sum(len(job.args) - 1 for job in jobs) == MOST_WAITING
    assert len({outbox_id for job in jobs for outbox_id in job.args[1:]}) == MOST_WAITING
    assert all(len(job.args) <= 1 + TOGETHER["events"] for job in jobs)
    assert len(jobs) < MOST_WAITING / 2, "entries of one clinic travel together"


def test_a_kind_of_work_that_nobody_does_holds_up_no_other(bare: Flask, link, lord) -> None:
    relay = Relay(bare.config["SETTINGS"], Flag())
    for clinic_id in range(1, 20):
        fill(lord, clinic_id, 40, kind="sms")
    while relay.hand_over(link):
        pass
    fill(lord, NORTE, 1)
    assert relay.hand_over(link) == 1
    assert queue("events", client()).count == 1
    assert queue("sms", client()).count == MOST_WAITING


def test_what_takes_long_travels_alone_and_never_with_events(app: Flask, bare: Flask, link, lord) -> None:
    """A booking's messages are not planned behind a look into a large file."""
    outside = [one for one in app.extensions["subscriptions"].by_name.values() if one.outside]
    assert {"house.on_hour_passed", "catalogs.on_file_brought"} <= {one.name for one in outside}
    assert {one.queue for one in outside}.isdisjoint(TOGETHER)
    fill(lord, NORTE, 40, kind="long")
    Relay(bare.config["SETTINGS"], Flag()).hand_over(link)
    assert [len(job.args) for job in queue("long", client()).jobs] == [2] * 40


def test_two_relays_never_hand_out_the_same_entry_at_once(bare: Flask, lord: psycopg.Connection) -> None:
    for clinic_id in range(1, 11):
        fill(lord, clinic_id, 40)
    handed: list[tuple[int, int]] = []
    start = threading.Barrier(4)

    def work_on() -> None:
        with psycopg.connect(bare.config["SETTINGS"].database_relay_url) as connection:
            start.wait()
            while claims := leased(connection, most=25):
                handed.extend((one.clinic_id, one.id) for one in claims)

    threads = [threading.Thread(target=work_on) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(handed), len(set(handed))) == (400, 400)


def test_the_relay_sees_the_outbox_and_nothing_else(link: psycopg.Connection, lord: psycopg.Connection) -> None:
    fill(lord, NORTE, 1)
    assert len(leased(link)) == 1
    for forbidden in (
        "SELECT payload FROM events.outbox",
        "SELECT * FROM events.outbox",
        "UPDATE events.outbox SET done_at = now()",
        "UPDATE events.outbox SET clinic_id = 2",
        "DELETE FROM events.outbox",
        "INSERT INTO events.outbox (clinic_id) VALUES (1)",
        "SELECT FROM events.event",
        "SELECT FROM events.stored_answer",
        "SELECT FROM patients.patient",
        "SELECT FROM identity.app_user",
        "SELECT FROM clinics.clinic",
        "CREATE TABLE mine ()",
    ):
        with pytest.raises(InsufficientPrivilege):
            link.execute(forbidden)
        link.rollback()


def test_redis_wiped_loses_nothing(bare: Flask, link, lord) -> None:
    relay = Relay(bare.config["SETTINGS"], Flag())
    fill(lord, NORTE, 3)
    assert relay.hand_over(link) == 3
    assert entries_in("events", client()) == 3
    client().flushall()
    make_due(lord)
    assert relay.hand_over(link) == 3
    assert entries_in("events", client()) == 3


def test_lag_is_that_of_the_oldest_due_entry(link, lord, bare) -> None:
    assert lag_seconds(link) == (0.0, 0)
    link.commit()
    fill(lord, NORTE, 2, "1 minute")
    fill(lord, SUR, 1, "-1 minute")
    seconds, due = lag_seconds(link)
    assert (60 <= seconds < 90, due) == (True, 2)


def test_a_rounds_entries_become_as_many_jobs_as_there_are_workers(bare: Flask, link, lord) -> None:
    relay = Relay(bare.config["SETTINGS"], Flag())
    for number in range(3):
        SimpleWorker([queue("events", client())], connection=client(), name=f"of-{number}").register_birth()
    fill(lord, NORTE, 7)
    relay.hand_over(link)
    assert [len(job.args) - 1 for job in queue("events", client()).jobs] == [3, 3, 1]
