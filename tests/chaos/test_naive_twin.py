"""The storm's naive twin, enqueue after the commit, must lose messages; otherwise the storm proves nothing."""

import os
import signal

import psycopg
import pytest
from redis.exceptions import RedisError

from clinic_portal.foundation.embedded.valkey import EmbeddedValkey
from clinic_portal.foundation.redis_client import connect
from tests.stand.servers import Addresses, create_database, drop_database

WISHES, DIES_EVERY = 120, 20


@pytest.fixture
def bare(addresses: Addresses):
    create_database(addresses, "naive_twin")
    url = addresses.admin.rsplit("/", 1)[0] + "/naive_twin"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE booking (id integer PRIMARY KEY)")
        yield connection
    drop_database(addresses, "naive_twin")


def test_enqueueing_after_the_commit_loses_messages(bare, tmp_path_factory) -> None:
    home = tmp_path_factory.mktemp("naive")
    home.chmod(0o755)
    sent: set[int] = set()
    with EmbeddedValkey(home / "valkey") as valkey:
        queue = connect(valkey.url())
        for number in range(WISHES):
            if number % DIES_EVERY == 0:
                os.kill(valkey.pid, signal.SIGKILL)
            elif number % DIES_EVERY == 2:
                valkey.start()
            bare.execute("INSERT INTO booking VALUES (%s)", [number])
            try:
                queue.rpush("sms", number)
            except RedisError:
                continue  # the booking stands, and nobody will ever tell the patient
            if number % 3 == 0 and (taken := queue.lpop("sms")) is not None:
                sent.add(int(taken))
        while (taken := queue.lpop("sms")) is not None:
            sent.add(int(taken))
    stored = {row[0] for row in bare.execute("SELECT id FROM booking")}
    assert len(stored) == WISHES
    assert sent < stored
