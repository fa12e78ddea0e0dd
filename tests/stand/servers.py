"""One PostgreSQL and one Valkey for the whole run, started by the first process and shared by all."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import psycopg

from clinic_portal.foundation.database.migrate import migrate
from clinic_portal.foundation.embedded.postgres import EmbeddedPostgres
from clinic_portal.foundation.embedded.valkey import EmbeddedValkey
from clinic_portal.foundation.roles import APP, OPERATOR, OWNER, RELAY, ROLES, ensure_roles, login_url

TEMPLATE = "portal_template"
PASSWORDS = {role: f"{role}-test" for role in ROLES}
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "max_wal_size": "256MB",
    "autovacuum": "off",  # its moment would choose the plans that tests look at
}
MEMORY = Path("/dev/shm")  # a directory of the run's own is made in it
ROOM_NEEDED = 4 * 1024**3


@dataclass(frozen=True)
class Addresses:
    """Where the run's servers answer; `admin` is the superuser's address."""

    admin: str
    redis: str
    home: str

    def database(self, name: str, role: str) -> str:
        return login_url(self.admin.rsplit("/", 1)[0] + f"/{name}", role, PASSWORDS[role])

    def environment(self, name: str) -> dict[str, str]:
        """The settings of a portal on database `name`."""
        return {
            "DATABASE_URL": self.database(name, APP),
            "DATABASE_OWNER_URL": self.database(name, OWNER),
            "DATABASE_RELAY_URL": self.database(name, RELAY),
            "DATABASE_OPERATOR_URL": self.database(name, OPERATOR),
            "SECRET_KEY": "a-secret-for-tests-of-at-least-32-characters",
        }

    def as_dict(self) -> dict[str, str]:
        return asdict(self)


class Servers:
    """The running pair; `stop` ends it and forgets its data."""

    def __init__(self, settings: Mapping[str, str] = FAST) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="clinic-portal-tests-", dir=_quickest_directory()))
        self.home.chmod(0o755)
        self.postgres = EmbeddedPostgres(self.home / "postgres", settings=settings)
        self.valkey = EmbeddedValkey(self.home / "valkey")

    def start(self) -> Addresses:
        self.postgres.start()
        self.valkey.start()
        return Addresses(self.postgres.url(), self.valkey.url(), str(self.home))

    def stop(self) -> None:
        self.valkey.stop()
        self.postgres.erase()
        shutil.rmtree(self.home, ignore_errors=True)


def _quickest_directory() -> Path | None:
    """Memory where it has room, else the usual place: each test has a database of its own, four hundred files."""
    roomy = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= ROOM_NEEDED
    return MEMORY if roomy else None


def create_database(addresses: Addresses, name: str, template: str = "template0") -> None:
    """A database cloned from a template, of the same owner; an older one of that name is gone."""
    owner = "" if template == "template0" else f"OWNER {OWNER}"
    with psycopg.connect(addresses.admin, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" {owner}')


def drop_database(addresses: Addresses, name: str) -> None:
    with psycopg.connect(addresses.admin, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def make_template(addresses: Addresses) -> None:
    """The empty, migrated database that all others are cloned from."""
    create_database(addresses, TEMPLATE)
    ensure_roles(addresses.admin.rsplit("/", 1)[0] + f"/{TEMPLATE}", PASSWORDS)
    migrate(addresses.database(TEMPLATE, OWNER))
