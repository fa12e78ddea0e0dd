"""A whole portal as its users meet it: web server, worker, relay, beat and stream as processes of their own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from clinic_portal.foundation.embedded.ports import choose_port
from tests.stand.servers import Addresses

ROOT = Path(__file__).parents[2]
PATIENCE = 60


class House:
    """The running processes; `url` is where the browser goes."""

    def __init__(self, addresses: Addresses, database: str, redis_number: int, home: Path, **more: str) -> None:
        self.port = choose_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.stream_port = choose_port()
        self._home = home
        self._environment = {
            **os.environ,
            **addresses.environment(database),
            "REDIS_URL": f"{addresses.redis.rsplit('/', 1)[0]}/{redis_number}",
            "CLINIC_PORTAL_HOME": str(home),
            "DEMO": "1",
            "SECURE_COOKIES": "0",
            "PUBLIC_URL": self.url,
            "STREAM_URL": f"http://127.0.0.1:{self.stream_port}/stream",
            "NOTIFY_DEBOUNCE_SECONDS": "1",
            "PROMETHEUS_MULTIPROC_DIR": str(home / "metrics"),
            **more,
        }
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self._starts: dict[str, Callable[[], subprocess.Popen[bytes]]] = {}

    def start(self) -> None:
        (self._home / "metrics").mkdir(exist_ok=True)
        web = ["granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port), "--workers", "1"]
        self.launch(
            "web", [str(Path(sys.executable).parent / web[0]), *web[1:], "--blocking-threads", "4", "wsgi:application"]
        )
        self.launch("stream", [sys.executable, "-m", "workers.stream"], PORT=str(self.stream_port))
        self.launch("worker", [sys.executable, "-m", "workers.worker"])
        self.launch("clockwork", [sys.executable, "-m", "workers.clockwork"])
        self._wait()

    def launch(self, name: str, command: list[str], **more: str) -> None:
        log = (self._home / f"{name}.log").open("ab")
        self._starts[name] = lambda: subprocess.Popen(
            command,
            cwd=ROOT,
            env=self._environment | more,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

        self.begin(name)

    def begin(self, name: str) -> None:
        """Start what was launched under that name, once more."""
        self._processes[name] = self._starts[name]()

    def end(self, name: str) -> None:
        self._processes[name].send_signal(signal.SIGTERM)
        self._processes[name].wait(PATIENCE)

    def log_of(self, name: str) -> str:
        return (self._home / f"{name}.log").read_text()

    def stop(self) -> None:
        for process in self._processes.values():
            process.send_signal(signal.SIGTERM)
        for process in self._processes.values():
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                if httpx.get(f"{self.url}/readyz", timeout=2).status_code == 200:
                    return
            except httpx.HTTPError:
                pass
            time.sleep(0.1)
        raise RuntimeError(f"the portal did not start:\n{self.log_of('web')[-2000:]}")
