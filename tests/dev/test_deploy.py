"""What the containers of deploy/compose.yaml run works with secrets from files alone."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import httpx
import pytest
import yaml

from clinic_portal.cli.stand.home import HOUSE
from clinic_portal.foundation.embedded.ports import choose_port
from clinic_portal.foundation.embedded.postgres import EmbeddedPostgres
from clinic_portal.foundation.embedded.valkey import EmbeddedValkey

NAMES = ("DATABASE_ADMIN_URL", "DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_RELAY_URL", "DATABASE_OPERATOR_URL")
OTHERS = ("REDIS_URL", "SECRET_KEY", "METRICS_TOKEN")
SERVICES = yaml.safe_load((HOUSE / "deploy" / "compose.yaml").read_text())["services"]


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Servers as in the compose file, and the made secrets, pointed at them."""
    shutil.copy(HOUSE / "deploy" / "make-secrets", tmp_path)
    subprocess.run([tmp_path / "make-secrets"], check=True)
    secrets = tmp_path / "secrets"
    postgres, valkey = EmbeddedPostgres(tmp_path / "postgres"), EmbeddedValkey(tmp_path / "valkey")
    with postgres, valkey:
        for name in NAMES[1:]:
            point_at(secrets / name.lower(), "postgres:5432/clinic_portal", f"127.0.0.1:{postgres.port}/postgres")
        (secrets / NAMES[0].lower()).write_text(postgres.url())
        (secrets / "redis_url").write_text(valkey.url())
        files = {f"{name}_FILE": str(secrets / name.lower()) for name in (*NAMES, *OTHERS)}
        yield {"PATH": os.environ["PATH"], "PORT": str(choose_port()), "CLINIC_PORTAL_HOME": str(tmp_path), **files}
    postgres.erase()
    valkey.erase()


def point_at(file: Path, there: str, here: str) -> None:
    text = file.read_text()
    assert there in text
    file.write_text(text.replace(there, here))


def run(environment: dict[str, str], *module: str) -> str:
    command = [sys.executable, "-m", *module]
    return subprocess.run(command, cwd=HOUSE, env=environment, check=True, capture_output=True, text=True).stdout


@pytest.mark.slow
def test_roles_migrations_and_web_come_up_from_files(environment: dict[str, str]) -> None:
    assert "The roles are in order" in run(environment, "clinic_portal.cli.grant")
    run(environment, "clinic_portal", "migrate")
    web = subprocess.Popen([sys.executable, "-m", "clinic_portal.cli.serve"], cwd=HOUSE, env=environment)
    try:
        assert status_when_up(f"http://127.0.0.1:{environment['PORT']}/readyz") == HTTPStatus.OK
    finally:
        web.terminate()
        assert web.wait(30) == 0


@pytest.mark.slow
def test_the_stream_comes_up_from_files_and_needs_no_database(environment: dict[str, str]) -> None:
    files = {name for name in SERVICES["stream"]["environment"] if name.endswith("_FILE")}
    assert not [name for name in files if "DATABASE" in name]
    told = {name: value for name, value in environment.items() if name in files or not name.endswith("_FILE")}
    stream = subprocess.Popen([sys.executable, "-m", "workers.stream"], cwd=HOUSE, env=told)
    ready, deadline = f"http://127.0.0.1:{told['PORT']}/readyz", time.monotonic() + 60
    try:
        while status_when_up(ready) != HTTPStatus.OK:  # it is up a moment before it hears Redis
            assert time.monotonic() < deadline
            time.sleep(0.1)
    finally:
        stream.terminate()
        assert stream.wait(30) == 0


@pytest.mark.parametrize("service", sorted(SERVICES))
def test_a_service_is_told_of_the_secrets_that_it_is_given_and_of_no_others(service: str) -> None:
    """Whatever is named but not mounted is read at the start, and ends it."""
    environment = SERVICES[service].get("environment", {})
    told = {value for name, value in environment.items() if name.endswith("_FILE")}
    given = {f"/run/secrets/{secret}" for secret in SERVICES[service].get("secrets", ())}
    command = str(SERVICES[service].get("command", ""))
    assert told == {secret for secret in given if secret not in command}


def status_when_up(url: str) -> int:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            return httpx.get(url, trust_env=False).status_code
        except httpx.TransportError:
            time.sleep(0.2)
    return 0


def test_secrets_are_made_once(tmp_path: Path) -> None:
    shutil.copy(HOUSE / "deploy" / "make-secrets", tmp_path)
    subprocess.run([tmp_path / "make-secrets"], check=True)
    first = {file.name: file.read_text() for file in (tmp_path / "secrets").iterdir()}
    subprocess.run([tmp_path / "make-secrets"], check=True)
    assert first == {file.name: file.read_text() for file in (tmp_path / "secrets").iterdir()}
    assert len(set(first.values())) == len(first)


def test_a_role_without_its_address_is_asked_for_in_plain_words(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "clinic_portal.cli.grant"]
    answer = subprocess.run(command, cwd=HOUSE, env={}, capture_output=True, text=True, check=False)
    assert answer.returncode == 1
    assert answer.stderr.strip() == "DATABASE_OWNER_URL is not set."
