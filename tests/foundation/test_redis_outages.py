"""Redis cold, wiped, stalled or gone: every page still works, in a time that a person waits for."""

import os
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask

from clinic_portal.app import create_app
from clinic_portal.foundation import cache
from clinic_portal.foundation.database import db
from clinic_portal.foundation.embedded.valkey import EmbeddedValkey
from clinic_portal.foundation.redis_client import client, redis_breaker
from clinic_portal.foundation.tenancy import inside
from tests.stand.cast import House
from tests.stand.morning import FAMILY, Morning, patient_in

PATIENCE = 5.0
"""Seconds for one page on a busy machine; on a free one it is a fifth of one."""


@pytest.fixture(scope="module")
def valkey() -> Iterator[EmbeddedValkey]:
    """A Valkey of its own, which may be stopped without anybody else noticing."""
    with tempfile.TemporaryDirectory(prefix="clinic-portal-outages-") as folder:
        (home := Path(folder)).chmod(0o755)
        server = EmbeddedValkey(home / "data")
        server.start()
        yield server
        server.erase()


@pytest.fixture
def portal(app: Flask, valkey: EmbeddedValkey, tmp_path: Path) -> Iterator[Flask]:
    """The portal on the test's database and on the Valkey that may fail."""
    valkey.start()
    made = create_app(app.config["SETTINGS"].model_copy(update={"redis_url": valkey.url()}))
    made.config["PROPAGATE_EXCEPTIONS"] = False
    with made.app_context():
        client().flushdb()
    yield made
    with made.app_context():
        db.engine.dispose()
    redis_breaker.close()


@contextmanager
def cold(valkey: EmbeddedValkey) -> Iterator[None]:
    yield


@contextmanager
def stalled(valkey: EmbeddedValkey) -> Iterator[None]:
    assert valkey.pid
    os.kill(valkey.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(valkey.pid, signal.SIGCONT)


@contextmanager
def gone(valkey: EmbeddedValkey) -> Iterator[None]:
    valkey.stop()
    try:
        yield
    finally:
        valkey.start()


OUTAGES: dict[str, Callable[[EmbeddedValkey], object]] = {"cold": cold, "stalled": stalled, "gone": gone}


@pytest.mark.parametrize("outage", OUTAGES)
def test_a_morning_without_redis(portal: Flask, valkey: EmbeddedValkey, norte: House, outage: str) -> None:
    morning = Morning(portal.test_client(), norte)
    with OUTAGES[outage](valkey):
        assert timed(morning.sign_in).status_code == 303
        patient_id = patient_in(timed(morning.register))
        assert FAMILY in timed(morning.search).text
        assert timed(lambda: morning.book(patient_id)).status_code == 303
        assert FAMILY in timed(morning.see_agenda).text
        assert timed(lambda: morning.cancel(1, 1)).status_code == 303


@pytest.mark.parametrize("outage", ["stalled", "gone"])
def test_redis_goes_and_comes_back_in_the_middle(
    portal: Flask, valkey: EmbeddedValkey, norte: House, outage: str
) -> None:
    """Whoever is signed in stays so, and what Redis kept from before is not told as new."""
    morning = Morning(portal.test_client(), norte)
    morning.sign_in()
    with OUTAGES[outage](valkey):
        assert timed(morning.see_agenda).status_code == 200
        assert timed(morning.register).status_code == 303
    redis_breaker.close()
    assert timed(morning.see_agenda).status_code == 200
    assert FAMILY in timed(morning.search).text


def timed(step):
    began = time.monotonic()
    answer = step()
    assert time.monotonic() - began < PATIENCE
    return answer


def test_a_wiped_cache_is_filled_anew(portal: Flask, norte: House) -> None:
    made: list[int] = []

    def make() -> str:
        made.append(1)
        return "value"

    with portal.app_context(), inside(norte.id):
        for _ in range(2):
            assert cache.clinic_cached("region", "key", make) == "value"
        assert len(made) == 1
        client().flushall()
        assert cache.clinic_cached("region", "key", make) == "value"
        assert len(made) == 2


def test_a_drop_reaches_one_clinic_only(portal: Flask, norte: House, sur: House) -> None:
    made: list[int] = []

    def value(house: House) -> int:
        with inside(house.id):
            return cache.clinic_cached("region", "key", lambda: made.append(house.id) or house.id)

    with portal.app_context():
        assert [value(norte), value(sur), value(norte), value(sur)] == [norte.id, sur.id] * 2
        with inside(norte.id):
            cache.drop("region")
        value(norte), value(sur)
    assert made == [norte.id, sur.id, norte.id]


def test_what_is_false_or_nothing_is_cached_too(portal: Flask, norte: House) -> None:
    made: list[int] = []
    with portal.app_context(), inside(norte.id):
        for _ in range(2):
            assert cache.clinic_cached("region", "none", lambda: made.append(1)) is None
    assert made == [1]


def test_readiness_names_what_is_missing(portal: Flask, valkey: EmbeddedValkey) -> None:
    browser = portal.test_client()
    assert browser.get("/readyz").json == {"status": "ready", "missing": []}
    with gone(valkey):
        answer = browser.get("/readyz")
        assert (answer.status_code, answer.json["missing"]) == (503, ["redis: unreachable"])
        assert browser.get("/healthz").status_code == 200
