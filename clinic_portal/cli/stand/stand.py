"""Bring a whole portal up, keep it up, and take it down again in the right order."""

import socket
import sys
import time
from collections.abc import Callable
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

from clinic_portal.cli.serve import web_command
from clinic_portal.cli.stand.environment import Environment
from clinic_portal.cli.stand.home import write_private
from clinic_portal.cli.stand.member import Member
from clinic_portal.cli.stand.refusal import StandRefused
from clinic_portal.cli.stand.servers import Servers
from clinic_portal.foundation.embedded.failure import EmbeddedServerError

_PATIENCE_SECONDS = 60
_HOPELESS = 3

Say = Callable[[str], None]


def refuse_taken_port(port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as failure:
            raise StandRefused(
                f"Port {port} cannot be used ({failure}): most likely another program listens there. "
                f"Choose another one: PORT={port + 1} ./dev demo"
            ) from failure


class Stand:
    """The processes of one portal above its servers."""

    def __init__(self, environment: Environment, servers: Servers, say: Say) -> None:
        self._environment = environment
        self._servers = servers
        self._say = say
        self._members = members_of(environment)

    def start(self) -> None:
        # The web alone first: the others' start would only take the processor away from the one people wait for.
        self._members[0].start()
        self._wait_for_answer()
        for member in self._members[1:]:
            member.start()
        write_private(self._environment.home / "services.json", self._environment.services())

    def watch(self) -> None:
        """Until somebody stops us."""
        while True:
            self._watch_once()
            time.sleep(0.2)

    def stop(self) -> None:
        for member in self._members:
            member.dismiss()
        for member in self._members:
            member.stop()

    def _watch_once(self) -> None:
        for name, server in self._servers.embedded.items():
            if not server.alive:
                self._say(f"{name} ended; it starts again.")
                try:
                    server.start()
                except EmbeddedServerError as failure:
                    self._say(str(failure))
        for member in self._members:
            member.watch(self._say)

    def _wait_for_answer(self) -> None:
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not answers(self._environment.web_url):
            self._watch_once()
            web = self._members[0]
            if web.deaths >= _HOPELESS or time.monotonic() > deadline:
                raise StandRefused(f"The web server does not come up. The end of its log:\n{web.last_words()}")
            time.sleep(0.05)


def members_of(environment: Environment) -> list[Member]:
    """Web first: it is the one a person waits for."""
    commands = {
        "web": (web_command("127.0.0.1", environment.port), environment.for_web()),
        "worker": ([sys.executable, "-m", "workers.worker"], environment.for_worker()),
        "clockwork": ([sys.executable, "-m", "workers.clockwork"], environment.for_clockwork()),
        "stream": ([sys.executable, "-m", "workers.stream"], environment.for_stream()),
    }
    logs = environment.home / "logs"
    return [Member(name, command, env, logs / f"{name}.log") for name, (command, env) in commands.items()]


def answers(url: str) -> bool:
    connection = HTTPConnection(urlsplit(url).netloc, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == HTTPStatus.OK
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def read_port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise StandRefused(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)
