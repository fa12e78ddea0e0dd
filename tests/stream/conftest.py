"""One stream process for all tests, and the cast with invitations to it."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.stream.ears import Ears, Process, running, streaming


@pytest.fixture(scope="session")
def process(process_app: Flask) -> Iterator[Process]:
    with running(process_app.config["SETTINGS"]) as started:
        yield started


@pytest.fixture
def ears(app: Flask, process: Process, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ears]:
    monkeypatch.setitem(app.config, "SETTINGS", streaming(app))
    listening = Ears(process)
    yield listening
    listening.leave()
