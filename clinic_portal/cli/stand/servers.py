"""PostgreSQL and Redis for one home: embedded ones, or the ones named by DATABASE_URL and REDIS_URL."""

import os
from typing import Protocol

import psycopg
from psycopg import sql

from clinic_portal.cli.stand.home import Home
from clinic_portal.cli.stand.refusal import StandRefused
from clinic_portal.foundation.embedded.failure import EmbeddedServerError
from clinic_portal.foundation.embedded.ping import ping
from clinic_portal.foundation.embedded.postgres import EmbeddedPostgres
from clinic_portal.foundation.embedded.valkey import EmbeddedValkey

DATABASE = "clinic_portal"


class Server(Protocol):
    """What the stand watches over."""

    @property
    def alive(self) -> bool: ...
    def start(self) -> None: ...
    def stop(self) -> None: ...


class Servers:
    """Both servers; `embedded` holds those that are ours to start, watch and stop, by name."""

    def __init__(self, home: Home) -> None:
        self._database_url = os.environ.get("DATABASE_URL", "").replace("postgresql+psycopg:", "postgresql:")
        self._redis_url = os.environ.get("REDIS_URL", "")
        self._postgres = EmbeddedPostgres(home / "postgres")
        self._valkey = EmbeddedValkey(home / "valkey")

    @property
    def embedded(self) -> dict[str, Server]:
        ours: dict[str, Server] = {}
        if not self._database_url:
            ours["PostgreSQL"] = self._postgres
        if not self._redis_url:
            ours["Valkey"] = self._valkey
        return ours

    @property
    def database_is_ours(self) -> bool:
        return not self._database_url

    def start(self) -> None:
        try:
            for server in self.embedded.values():
                server.start()
        except EmbeddedServerError as failure:
            raise StandRefused(str(failure)) from failure
        if self.database_is_ours:
            self._create_database()
        self._refuse_the_unreachable()

    def stop(self) -> None:
        for server in self.embedded.values():
            server.stop()

    @property
    def lord_url(self) -> str:
        """The database, entered as the one who may create roles."""
        return self._database_url or self._postgres.url(DATABASE)

    @property
    def redis_url(self) -> str:
        return self._redis_url or self._valkey.url()

    def _create_database(self) -> None:
        with psycopg.connect(self._postgres.url(), autocommit=True) as connection:
            if not connection.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone():
                connection.execute(sql.SQL("create database {}").format(sql.Identifier(DATABASE)))

    def _refuse_the_unreachable(self) -> None:
        try:
            psycopg.connect(self.lord_url, connect_timeout=10).close()
        except psycopg.Error as failure:
            raise StandRefused(f"The database in DATABASE_URL does not let us in: {str(failure).strip()}") from failure
        try:
            complaint = ping(self.redis_url, seconds=5)
        except (OSError, ValueError) as failure:
            raise StandRefused(f"The Redis in REDIS_URL does not answer: {failure}") from failure
        if complaint:
            raise StandRefused(f"The Redis in REDIS_URL does not let us in: {complaint}")
