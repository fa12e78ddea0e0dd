"""A stream process of its own, and browsers that listen to it over plain sockets."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from flask import Flask

from clinic_portal.foundation.embedded.ports import choose_port
from clinic_portal.foundation.settings import Settings

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0


class Process:
    """`python -m workers.stream` for the portal of some settings; `files` is the most that the system lets it open."""

    def __init__(self, settings: Settings, files: int | None = None) -> None:
        self.port = choose_port()
        self.url = f"http://127.0.0.1:{self.port}"
        environment = {
            **{name: value for name, value in os.environ.items() if name != "PROMETHEUS_MULTIPROC_DIR"},
            "SECRET_KEY": settings.secret,
            "REDIS_URL": settings.redis_url,
            "SECURE_COOKIES": "0",
            "PUBLIC_URL": settings.public_url,
            "METRICS_TOKEN": "measure",
            "PORT": str(self.port),
        }
        limit = ["prlimit", f"--nofile={files}:{files}"] if files else []
        command = [*limit, sys.executable, "-m", "workers.stream"]
        self._process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)

    def wait_until_ready(self) -> None:
        until(lambda: self.status("/readyz") == 200)

    def status(self, path: str, **headers: str) -> int:
        try:
            return httpx.get(f"{self.url}{path}", headers=headers, timeout=PATIENCE, trust_env=False).status_code
        except httpx.HTTPError:
            return 0

    def end(self) -> str:
        """All it has said; it ends as it should."""
        if self._process.returncode is not None:
            return ""
        self._process.send_signal(signal.SIGTERM)
        told, _ = self._process.communicate(timeout=PATIENCE)
        assert (self._process.returncode, "Traceback" in told) == (0, False), told
        return told


@contextmanager
def running(settings: Settings, files: int | None = None) -> Iterator[Process]:
    process = Process(settings, files)
    try:
        process.wait_until_ready()
        yield process
    finally:
        process.end()


class Ear:
    """A browser that has asked for a stream: the answer's head is read."""

    def __init__(self, url: str, request: bytes) -> None:
        parts = urlsplit(url)
        self._socket = socket.create_connection((parts.hostname, parts.port), timeout=PATIENCE)
        self._socket.sendall(request)
        self._read = self._socket.makefile("rb")
        self.status = int((self._read.readline() or b" 0").split()[1])
        self.headers = {}
        while line := self._read.readline().decode().strip():
            name, _, value = line.partition(": ")
            self.headers[name] = value

    def hears(self) -> str:
        """The next event's name; empty when the stream has ended."""
        for line in self._read:
            if line.startswith(b"event: "):
                return line.decode().split()[1]
        return ""

    def ends(self) -> bool:
        """Whatever it is told before."""
        while self.hears():
            pass
        return True

    def close(self) -> None:
        self._socket.close()


@dataclass
class Ears:
    """Browsers in front of one process."""

    process: Process
    open: list[Ear] = field(default_factory=list)

    def listen(self, path: str, cookie: str = "", origin: str = "") -> Ear:
        headers = {"Cookie": cookie and f"session={cookie}", "Origin": origin}
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items() if value)
        return self.ask(f"GET {path} HTTP/1.1\r\nHost: stream\r\n{lines}\r\n".encode())

    def ask(self, request: bytes) -> Ear:
        self.open.append(Ear(self.process.url, request))
        return self.open[-1]

    def leave(self) -> None:
        for ear in self.open:
            ear.close()
        self.open.clear()


def invitation(browser, path: str) -> str:
    """The path of the stream that a view's page is told."""
    answer = browser.get(path, headers={"HX-Request": "true", "X-Live": "stream"})
    return answer.headers["X-Stream"].removeprefix("http://stream")


def cookie_of(browser) -> str:
    return browser.get_cookie("session").value


def streaming(app: Flask) -> Settings:
    """The portal's settings with a stream."""
    return app.config["SETTINGS"].model_copy(update={"stream_url": "http://stream/stream"})


def until(holds) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)
