"""Two demos live side by side; each stops cleanly, and what dies in one stands up again."""

import json
import os
import re
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from clinic_portal.cli.stand.home import HOUSE
from clinic_portal.foundation.embedded.ports import choose_port, is_free

PATIENCE = 120


class Demo:
    """A running `./dev demo` in a home of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = choose_port()
        self.output = home.with_suffix(".out")
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "REDIS_"))
        }
        environment |= {"CLINIC_PORTAL_HOME": str(self.home), "PORT": str(self.port)}
        command = [sys.executable, "-m", "clinic_portal.cli.stand", "demo"]
        with self.output.open("wb") as output:
            self._process = subprocess.Popen(command, cwd=HOUSE, env=environment, stdout=output, stderr=output)

    def wait_for(self, words: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while words not in self.said():
            assert self._process
            assert self._process.poll() is None, self.said()
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.1)

    def said(self) -> str:
        return self.output.read_text() if self.output.exists() else ""

    def interrupt(self) -> int:
        if self._process is None:
            return 0
        self._process.send_signal(signal.SIGINT)
        code = self._process.wait(60)
        self._process = None
        return code

    def services(self) -> dict[str, str]:
        return dict(json.loads((self.home / "services.json").read_text()))

    def children(self) -> dict[int, str]:
        """The processes it started itself, by process id."""
        assert self._process
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
        return {int(pid): Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ") for pid in children}

    def remains(self) -> list[str]:
        """What still runs or listens for this home."""
        mark = f"CLINIC_PORTAL_HOME={self.home}".encode()
        return [
            *(str(folder) for folder in Path("/proc").glob("[0-9]*") if mark in environment_of(folder)),
            *(url for url in self.services().values() if not is_free(urlsplit(url).port or 0)),
        ]


def environment_of(process: Path) -> list[bytes]:
    try:
        return (process / "environ").read_bytes().split(b"\0")
    except OSError:  # it ended while we looked
        return []


@pytest.fixture
def demos(tmp_path: Path) -> Iterator[tuple[Demo, Demo]]:
    pair = Demo(tmp_path / "one"), Demo(tmp_path / "two")
    yield pair
    for demo in pair:
        demo.interrupt()


@pytest.mark.slow
def test_two_demos_live_side_by_side_stand_up_again_and_end_without_a_trace(demos: tuple[Demo, Demo]) -> None:
    for demo in demos:
        demo.start()
    for demo in demos:
        demo.wait_for("The portal is ready")
    they_are_apart(*demos)
    what_is_killed_stands_up_again(demos[0])
    assert [demo.interrupt() for demo in demos] == [0, 0]
    assert [demo.remains() for demo in demos] == [[], []]
    for demo in demos:
        assert re.search(r"Stopping …\s+Stopped\.\s*$", demo.said())
        assert "Traceback" not in demo.said()


def they_are_apart(one: Demo, two: Demo) -> None:
    assert not set(one.services().values()) & set(two.services().values())
    for demo in (one, two):
        assert answers(demo)
        for name in ("services.json", "secrets.json", "environment.json"):
            assert stat.S_IMODE((demo.home / name).stat().st_mode) == 0o600
        assert "recepcion@norte.example" in demo.said()


def what_is_killed_stands_up_again(demo: Demo) -> None:
    for pid, command in demo.children().items():
        if "workers.clockwork" not in command:
            os.kill(pid, signal.SIGKILL)
    for words in ("worker ended (killed by signal 9)", "Valkey ended", "PostgreSQL ended", "web ended"):
        demo.wait_for(words)
    deadline = time.monotonic() + PATIENCE
    while not answers(demo) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert answers(demo)


def answers(demo: Demo) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{demo.port}/readyz", trust_env=False).status_code == 200
    except httpx.TransportError:
        return False
