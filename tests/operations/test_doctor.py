"""`python -m clinic_portal doctor`: what is wrong, in plain words."""

import importlib
import os
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner, Result

from clinic_portal.cli.doctor.command import doctor
from clinic_portal.foundation.roles import APP, OPERATOR, OWNER, RELAY
from tests.stand.servers import Addresses

Visit = Callable[..., Result]
SECRET = "vK3-wP9_zTqL7hXb2mRfYc8sNdJ4gAeU"


@pytest.fixture
def visit(app, addresses: Addresses, process_number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Visit:
    """`visit(REDIS_URL="…")`: the doctor's words about a portal with these settings."""
    database = f"test_{process_number}"
    sound = {
        "DATABASE_URL": addresses.database(database, APP),
        "DATABASE_OWNER_URL": addresses.database(database, OWNER),
        "DATABASE_RELAY_URL": addresses.database(database, RELAY),
        "DATABASE_OPERATOR_URL": addresses.database(database, OPERATOR),
        "REDIS_URL": addresses.redis,
        "SECRET_KEY": SECRET,
        "CLINIC_PORTAL_HOME": str(tmp_path),
        "PUBLIC_URL": "https://portal.example",
        "DEMO": "0",
        "SMS_URL": "https://sms.example",
        "SMS_ACCOUNT": "AC1",
        "SMS_TOKEN": "token",
        "SMS_FROM": "+34600000000",
        "SMTP_HOST": "mail.example",
    }

    def consult(**changes: str) -> Result:
        for name, value in (sound | changes).items():
            monkeypatch.setenv(name, value)
        return CliRunner().invoke(doctor)

    return consult


def test_a_sound_portal_is_in_order(visit):
    outcome = visit()
    assert outcome.stdout.strip() == "The portal is in order."
    assert outcome.exit_code == 0


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"SECRET_KEY": "short"}, "SECRET_KEY is missing or shorter"),
        ({"SECRET_KEY": "change-me" * 5}, "SECRET_KEY is weak"),
        ({"SMS_TOKEN": ""}, "SMS cannot be sent: SMS_TOKEN is missing."),
        ({"SMS_TOKEN": "", "SMS_FROM": ""}, "SMS_TOKEN and SMS_FROM are missing."),
        ({"SMTP_USER": "portal"}, "SMTP_PASSWORD is missing"),
        ({"SECURE_COOKIES": "0"}, "SECURE_COOKIES is off"),
        ({"CLINIC_PORTAL_HOME": "/proc/nowhere"}, "CLINIC_PORTAL_HOME (/proc/nowhere) cannot be written to"),
        ({"REDIS_URL": "redis://127.0.0.1:9/0"}, "Redis does not answer at 127.0.0.1:9"),
        ({"REDIS_URL": ""}, "REDIS_URL is not set"),
        ({"DATABASE_URL": "postgresql://a:b@127.0.0.1:9/none"}, "PostgreSQL does not let the portal in at 127.0.0.1:9"),
        ({"DATABASE_URL": ""}, "DATABASE_URL is not set"),
        ({"DATABASE_RELAY_URL": "postgresql://a:b@127.0.0.1:9/none"}, "DATABASE_RELAY_URL does not open"),
        ({"POOL_SIZE": "many"}, "POOL_SIZE"),
    ],
)
def test_what_is_broken_is_named_and_the_exit_code_says_so(visit, changes, sentence):
    outcome = visit(**changes)
    assert sentence in outcome.output
    assert "BROKEN" in outcome.output
    assert outcome.exit_code == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"SMS_URL": ""}, "SMS_URL is not set: SMS are not sent at all."),
        ({"SMTP_HOST": ""}, "e-mails, password resets too, are not sent at all."),
        ({"SMS_URL": "", "DEMO": "1"}, "SMS go to the demo's mail box."),
        ({"SECRET_KEY": "", "DEMO": "1"}, "SECRET_KEY is weak; that is fine for a demo"),
        ({"PUBLIC_URL": "http://127.0.0.1:8000", "SECURE_COOKIES": "0"}, "links in messages lead only to this machine"),
        ({"DATABASE_OPERATOR_URL": ""}, "DATABASE_OPERATOR_URL is not set: operators' tools cannot run"),
    ],
)
def test_what_one_should_know_is_a_note(visit, changes, sentence):
    outcome = visit(**changes)
    assert sentence in outcome.output
    assert "BROKEN" not in outcome.output
    assert outcome.exit_code == 0


def test_a_role_that_is_too_powerful_is_named(visit, addresses, process_number):
    owner = addresses.database(f"test_{process_number}", OWNER)
    assert f"enters as {OWNER}, which owns" in visit(DATABASE_URL=owner).output
    superuser = addresses.admin.rsplit("/", 1)[0] + f"/test_{process_number}"
    assert "which is a superuser" in visit(DATABASE_URL=superuser).output


def test_migrations_that_have_not_run_are_named(visit, addresses, process_number):
    with psycopg.connect(addresses.database(f"test_{process_number}", OWNER)) as link:
        link.execute("UPDATE public.alembic_version SET version_num = 'events'")
    outcome = visit()
    assert "migrations: at events" in outcome.output
    assert outcome.exit_code == 1


def test_missing_libraries_are_named(visit, monkeypatch):
    def missing(name: str) -> None:
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(importlib, "import_module", missing)
    outcome = visit()
    assert "WeasyPrint's libraries are missing" in outcome.output
    assert "apt install" in outcome.output


def test_dead_entries_and_a_worker_that_does_not_run_are_noted(visit, entries, addresses, process_number):
    with psycopg.connect(addresses.database(f"test_{process_number}", OPERATOR)) as link:
        link.execute("UPDATE events.outbox SET next_at = now() - interval '10 minutes' WHERE done_at IS NULL")
    said = visit().output
    assert "Outbox entries dead: 1." in said
    assert "the oldest for 10 min" in said


def test_a_changed_record_of_deeds_is_broken(visit, addresses, process_number):
    with psycopg.connect(addresses.database(f"test_{process_number}", OWNER)) as link:
        link.execute("ALTER TABLE operations.deed DISABLE TRIGGER append_only")
        link.execute("DELETE FROM operations.deed WHERE number = 2")
    outcome = visit()
    assert "The record of operators' deeds is not as it was written, from entry 2 on." in outcome.output
    assert outcome.exit_code == 1


def test_no_secret_is_said(visit):
    said = visit(SMS_TOKEN="", DATABASE_RELAY_URL="postgresql://relay:hidden@127.0.0.1:9/none").output
    assert SECRET not in said
    assert "hidden" not in said
    assert os.environ["DATABASE_URL"] not in said
