"""The ground of a run: servers of its own with production's settings, a seeded database, and what granian serves."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psycopg

from clinic_portal.cli.serve import web_command
from clinic_portal.cli.stand.database import prepare_roles, prepare_tables
from clinic_portal.cli.stand.environment import Environment
from clinic_portal.cli.stand.home import HOUSE, Home
from clinic_portal.cli.stand.keys import kept_keys
from clinic_portal.cli.stand.servers import Servers
from clinic_portal.foundation.embedded.child import Child
from clinic_portal.foundation.embedded.ports import choose_port

WSGI = "wsgi:application"
FLOOR = "benchmarks.floor.app:application"


@dataclass(frozen=True)
class Ground:
    """Where everything is: `environment` starts the portal's processes, `lord_url` enters the database as its owner."""

    home: Home
    servers: Servers
    environment: Environment

    @property
    def lord_url(self) -> str:
        return self.environment.lord_url

    @property
    def redis_url(self) -> str:
        return self.environment.redis_url

    def server_pids(self) -> list[int]:
        """PostgreSQL's and Valkey's first processes."""
        return [pid for server in self.servers.embedded.values() if (pid := getattr(server, "pid", None))]


def home_of(size: str) -> Home:
    root = Path(os.environ.get("CLINIC_PORTAL_HOME") or HOUSE / "var")
    return Home((root / "bench" / size).absolute())


@contextmanager
def ground(size: str) -> Iterator[Ground]:
    """Servers with the data of that size; the first run of a size seeds it, later runs keep it."""
    home = home_of(size)
    with home.taken():
        home.make()
        servers = Servers(home)
        try:
            servers.start()
            port = choose_port()
            addresses = servers.lord_url, servers.redis_url, port
            environment = Environment(home, kept_keys(home), *addresses, demo=False, stream_port=choose_port())
            prepare_roles(environment)
            prepare_tables(environment)
            _seed(environment, size)
            yield Ground(home, servers, environment)
        finally:
            servers.stop()


def _seed(environment: Environment, size: str) -> None:
    with psycopg.connect(environment.lord_url) as connection:
        if connection.execute("SELECT 1 FROM clinics.clinic LIMIT 1").fetchone():
            return
    command = [sys.executable, "-m", "clinic_portal", "seed", "--size", size]
    subprocess.run(command, cwd=HOUSE, env=environment.for_operator(), check=True)


class Web:
    """One application under granian, with the portal's own command line."""

    def __init__(self, name: str, application: str, env: dict[str, str], log: Path) -> None:
        self.port = choose_port()
        command = [application if word == WSGI else word for word in web_command("127.0.0.1", self.port)]
        self._start = lambda: Child(command, log=log, env=env, cwd=HOUSE)
        self._child = self._start()
        self.name = name

    @property
    def pid(self) -> int:
        return self._child.process.pid

    def restart(self) -> None:
        """As an update does it: the old one ends what is under way, the new one takes its place and its port."""
        self.stop()
        self._child = self._start()
        self.wait()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def wait(self) -> None:
        if not self._child.wait_until(self._listens):
            raise RuntimeError(f"{self.name} does not start:\n{self._child.last_words(lines=20)}")

    def stop(self) -> None:
        self._child.stop(seconds=10)

    def _listens(self) -> bool:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", self.port)):
                time.sleep(0.1)
                return False
        return httpx.get(f"{self.address}/healthz", timeout=5, trust_env=False).is_success


@contextmanager
def web(name: str, application: str, env: dict[str, str], logs: Path) -> Iterator[Web]:
    served = Web(name, application, env, logs / f"{name}.log")
    try:
        served.wait()
        yield served
    finally:
        served.stop()
