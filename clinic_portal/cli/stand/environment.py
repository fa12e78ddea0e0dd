"""What each process of a portal is told, and no more: only the clockwork knows the relay's password, for example."""

import os
from dataclasses import dataclass

from clinic_portal.cli.stand.home import Home
from clinic_portal.cli.stand.keys import Keys
from clinic_portal.foundation.roles import APP, OPERATOR, OWNER, RELAY, login_url

# Named for the person who starts the stand; the processes get narrower ones of their own.
_NOT_INHERITED = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_RELAY_URL", "DATABASE_OPERATOR_URL")


@dataclass(frozen=True, slots=True)
class Environment:
    """The addresses and keys of one portal."""

    home: Home
    keys: Keys
    lord_url: str
    redis_url: str
    port: int
    demo: bool
    stream_port: int = 0

    @property
    def web_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def database_url(self, role: str) -> str:
        return login_url(self.lord_url, role, self.keys.database_passwords[role])

    def for_web(self) -> dict[str, str]:
        """With the operators' role, for their page of the outbox."""
        return self.for_worker() | {"DATABASE_OPERATOR_URL": self.database_url(OPERATOR)}

    def for_worker(self) -> dict[str, str]:
        return inherited() | self._settings()

    def for_clockwork(self) -> dict[str, str]:
        return self.for_worker() | {"DATABASE_RELAY_URL": self.database_url(RELAY)}

    def for_stream(self) -> dict[str, str]:
        """It is told of changes by Redis, and never enters the database."""
        known = {name: value for name, value in self.for_worker().items() if name != "DATABASE_URL"}
        return known | {"PORT": str(self.stream_port)}

    def for_operator(self) -> dict[str, str]:
        return inherited() | self.operator_settings()

    def operator_settings(self) -> dict[str, str]:
        """Only what is ours: `environment.json` keeps it, so nothing of the starter's own shell is written down."""
        return self._settings() | {
            "DATABASE_RELAY_URL": self.database_url(RELAY),
            "DATABASE_OWNER_URL": self.database_url(OWNER),
            "DATABASE_OPERATOR_URL": self.database_url(OPERATOR),
        }

    def services(self) -> dict[str, str]:
        """What `services.json` tells to tools."""
        return {
            "web_url": self.web_url,
            "database_owner_url": self.database_url(OWNER),
            "database_app_url": self.database_url(APP),
            "redis_url": self.redis_url,
        }

    def _settings(self) -> dict[str, str]:
        return {
            "DATABASE_URL": self.database_url(APP),
            "CLINIC_PORTAL_HOME": str(self.home.path),
            "DEMO": "1" if self.demo else "0",
            "PORT": str(self.port),
            "PUBLIC_URL": os.environ.get("PUBLIC_URL", self.web_url),
            "PROMETHEUS_MULTIPROC_DIR": str(self.home / "metrics"),
            "PYTHONUNBUFFERED": "1",
            "REDIS_URL": self.redis_url,
            # This address is plain HTTP; behind a proxy with TLS say SECURE_COOKIES=1.
            "SECURE_COOKIES": os.environ.get("SECURE_COOKIES", "0"),
            "SECRET_KEY": self.keys.secret_key,
            "STREAM_URL": os.environ.get("STREAM_URL", self._stream_url()),
            **self._demo_settings(),
        }

    def _stream_url(self) -> str:
        """Behind a proxy whoever set it up knows where the stream is."""
        near = self.stream_port and "PUBLIC_URL" not in os.environ
        return f"http://127.0.0.1:{self.stream_port}/stream" if near else ""

    def _demo_settings(self) -> dict[str, str]:
        """Whoever looks at the demo's mail box should not wait for minutes."""
        return {"NOTIFY_DEBOUNCE_SECONDS": os.environ.get("NOTIFY_DEBOUNCE_SECONDS", "20")} if self.demo else {}


def inherited() -> dict[str, str]:
    """The starter's environment without the addresses meant for the stand alone."""
    return {name: value for name, value in os.environ.items() if name not in _NOT_INHERITED}
