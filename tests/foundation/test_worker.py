"""Relay, beat and worker as the processes that they are in operation, around a portal's real facts."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import select, update

from clinic_portal.foundation.clock import now
from clinic_portal.foundation.events.tables import EventRow, OutboxRow
from clinic_portal.foundation.tenancy import HOUSE, inside
from clinic_portal.foundation.work import work
from tests.architecture.tree import ROOT
from tests.stand.cast import House
from tests.stand.walk import things_of

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(app: Flask) -> Iterator[Start]:
    """Start a module as a process of the portal under test; all end with the test."""
    settings = app.config["SETTINGS"]
    environment = os.environ | {
        "DATABASE_URL": settings.database_url,
        "DATABASE_RELAY_URL": settings.database_relay_url,
        "DATABASE_OPERATOR_URL": settings.database_operator_url,
        "REDIS_URL": settings.redis_url,
        "SECRET_KEY": settings.secret_key.get_secret_value(),
        "CLINIC_PORTAL_HOME": str(settings.clinic_portal_home),
        "DEMO": "true",
        "NOTIFY_DEBOUNCE_SECONDS": "0",
    }
    running: list[subprocess.Popen[str]] = []

    def launch(module: str, *arguments: str) -> subprocess.Popen[str]:
        running.append(
            subprocess.Popen(
                [sys.executable, "-m", module, *arguments], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
            )
        )
        return running[-1]

    yield launch
    for process in running:
        process.kill()
        process.communicate()


def undone(clinic_id: int) -> list[str]:
    with inside(clinic_id), work() as session:
        return list(session.scalars(select(OutboxRow.listener).where(OutboxRow.done_at.is_(None))))


def facts(clinic_id: int) -> list[str]:
    with inside(clinic_id), work() as session:
        return list(session.scalars(select(EventRow.name)))


def make_due(clinic_id: int) -> None:
    """What waits for an undone change waits no longer."""
    with inside(clinic_id), work() as session:
        session.execute(update(OutboxRow).values(next_at=now()))


def until(condition: Callable[[], bool], seconds: float = 40) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


@pytest.mark.slow
def test_what_is_booked_is_told_by_relay_and_worker(app: Flask, start: Start, norte: House) -> None:
    with app.app_context():
        things_of(norte)
        assert undone(norte.id)
        make_due(norte.id)
        around, worker = start("workers.clockwork"), start("workers.worker")
        assert until(lambda: not undone(norte.id)), undone(norte.id)
        assert until(lambda: "HourPassed" in facts(HOUSE))
    for process in (around, worker):
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0
