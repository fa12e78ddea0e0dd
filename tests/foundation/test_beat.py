"""The beat: one of several holds the lock, another takes over when it falls, and each hour passes once."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Event as Flag

import psycopg
import pytest
from flask import Flask

from clinic_portal.foundation.tenancy import HOUSE
from tests.foundation.lamps import log
from workers import beat as beats
from workers.beat import ELECTION, Beat, tick

NINE = datetime(2026, 11, 24, 9, 20, tzinfo=UTC)


def test_an_hour_passes_once(bare: Flask) -> None:
    for minute in (0, 20, 59):
        tick(NINE.replace(minute=minute))
    tick(NINE.replace(hour=10))
    assert [row.payload["hour"] for row in log(HOUSE)] == ["2026-11-24T09:00:00Z", "2026-11-24T10:00:00Z"]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Beats that look often, and a note of who ticked."""
    ticked: list[int] = []
    monkeypatch.setattr(beats, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(beats, "tick", lambda _moment: ticked.append(threading.get_ident()))
    return ticked


def until(condition: Callable[[], bool], seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def test_one_of_two_is_elected_and_the_other_takes_over(bare: Flask, quick: list[int]) -> None:
    stops = [Flag(), Flag()]
    threads = [threading.Thread(target=Beat(bare, stop).run) for stop in stops]
    for thread in threads:
        thread.start()
    assert until(lambda: len(quick) > 5)
    assert len(set(quick)) == 1
    elected = next(index for index, thread in enumerate(threads) if thread.ident == quick[0])
    stops[elected].set()
    threads[elected].join()
    quick.clear()
    assert until(lambda: len(quick) > 2)
    assert set(quick) == {threads[1 - elected].ident}
    stops[1 - elected].set()
    threads[1 - elected].join()


def test_a_beat_whose_connection_falls_stands_again(bare: Flask, quick: list[int], addresses) -> None:
    stop = Flag()
    thread = threading.Thread(target=Beat(bare, stop).run)
    thread.start()
    assert until(lambda: bool(quick))
    with psycopg.connect(addresses.admin, autocommit=True) as lord:
        lord.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s", [ELECTION]
        )
    quick.clear()
    assert until(lambda: bool(quick))
    stop.set()
    thread.join()
