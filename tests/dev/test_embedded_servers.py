"""The embedded servers keep their data through every kind of end, and live side by side."""

import os
import signal
import socket
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from clinic_portal.foundation.embedded.failure import EmbeddedServerError
from clinic_portal.foundation.embedded.ping import ping
from clinic_portal.foundation.embedded.place import settle
from clinic_portal.foundation.embedded.ports import PORTS, choose_port, kept_port
from clinic_portal.foundation.embedded.postgres import EmbeddedPostgres
from clinic_portal.foundation.embedded.servant import find_servant
from clinic_portal.foundation.embedded.valkey import EmbeddedValkey


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def postgres(home: Path) -> Iterator[EmbeddedPostgres]:
    server = EmbeddedPostgres(home / "postgres", settings={"shared_buffers": "16MB"})
    yield server
    server.erase()


@pytest.fixture
def valkey(home: Path) -> Iterator[EmbeddedValkey]:
    server = EmbeddedValkey(home / "valkey")
    yield server
    server.erase()


def test_postgres_keeps_what_was_committed_when_it_is_killed(postgres: EmbeddedPostgres) -> None:
    postgres.start()
    with psycopg.connect(postgres.url()) as connection:
        connection.execute("create table kept (word text)")
        connection.execute("insert into kept values ('sí')")
    port = postgres.port
    left_open = psycopg.connect(postgres.url())
    left_open.execute("select 1")
    os.kill(postgres.pid or 0, signal.SIGKILL)
    postgres.start()
    assert postgres.port == port
    with psycopg.connect(postgres.url()) as connection:
        assert connection.execute("select word from kept").fetchall() == [("sí",)]


def test_postgres_is_not_open_without_its_password(postgres: EmbeddedPostgres) -> None:
    postgres.start()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(f"postgresql://postgres:wrong@127.0.0.1:{postgres.port}/postgres")


def test_starting_twice_and_stopping_twice_is_the_same_as_once(postgres: EmbeddedPostgres) -> None:
    with postgres:
        pid = postgres.pid
        postgres.start()
        assert postgres.pid == pid
        postgres.stop()
    assert not postgres.alive


def test_valkey_keeps_its_keys_when_it_is_killed(valkey: EmbeddedValkey) -> None:
    valkey.start()
    redis.Redis.from_url(valkey.url()).set("kept", "yes")
    time.sleep(1.2)  # what was written in the last second may be lost: appendfsync everysec
    os.kill(valkey.pid or 0, signal.SIGKILL)
    valkey.start()
    assert redis.Redis.from_url(valkey.url()).get("kept") == b"yes"


def test_valkey_is_not_open_without_its_password(valkey: EmbeddedValkey) -> None:
    valkey.start()
    with pytest.raises(redis.AuthenticationError):
        redis.Redis(port=valkey.port).ping()
    arguments = Path(f"/proc/{valkey.pid}/cmdline").read_text()
    assert valkey.url().split(":")[2].split("@")[0] not in arguments


def test_what_a_server_complains_about_is_told(valkey: EmbeddedValkey) -> None:
    valkey.start()
    assert not ping(valkey.url())
    assert "WRONGPASS" in ping(f"redis://:wrong@127.0.0.1:{valkey.port}/0")
    assert "NOAUTH" in ping(f"redis://127.0.0.1:{valkey.port}/0")
    valkey.stop()
    with pytest.raises(OSError, match="refused"):
        ping(valkey.url())


def test_two_servers_live_side_by_side(home: Path) -> None:
    with EmbeddedValkey(home / "one") as one, EmbeddedValkey(home / "two") as two:
        assert one.port != two.port
        redis.Redis.from_url(one.url()).set("whose", "one")
        assert redis.Redis.from_url(two.url()).get("whose") is None


def test_a_taken_port_is_named_in_plain_words(home: Path) -> None:
    port = choose_port()
    with socket.create_server(("127.0.0.1", port)), pytest.raises(EmbeddedServerError, match=f"Port {port} is taken"):
        EmbeddedValkey(home / "valkey", port).start()


def test_a_server_finds_its_port_again_unless_somebody_took_it(home: Path) -> None:
    record = home / "port"
    port = kept_port(record)
    assert port in PORTS
    assert kept_port(record) == port
    with socket.create_server(("127.0.0.1", port)):
        assert kept_port(record) != port


def test_erasing_forgets_everything(postgres: EmbeddedPostgres, home: Path) -> None:
    postgres.start()
    with psycopg.connect(postgres.url(), autocommit=True) as connection:
        connection.execute("create database gone")
    postgres.erase()
    assert not (home / "postgres").exists()
    postgres.start()
    with psycopg.connect(postgres.url()) as connection:
        assert connection.execute("select 1 from pg_database where datname = 'gone'").fetchone() is None


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's servers run as somebody else")
def test_data_that_are_closed_to_the_server_are_not_begun_anew_elsewhere() -> None:
    with tempfile.TemporaryDirectory() as folder:
        (home := Path(folder)).chmod(0o755)
        kept = settle(home / "postgres", find_servant())
        home.chmod(0o700)
        with pytest.raises(EmbeddedServerError, match="may no longer enter"):
            settle(home / "postgres", find_servant())
        home.chmod(0o755)
        assert settle(home / "postgres", find_servant()) == kept == home / "postgres" / "server"
