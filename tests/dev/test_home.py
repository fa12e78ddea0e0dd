"""A home keeps its secrets to its owner, belongs to one portal at a time, and is cleared of ours alone."""

import json
import stat
from pathlib import Path

import pytest

from clinic_portal.cli.stand.environment import Environment
from clinic_portal.cli.stand.home import Home
from clinic_portal.cli.stand.keys import kept_keys
from clinic_portal.cli.stand.refusal import StandRefused
from clinic_portal.cli.stand.stand import read_port
from clinic_portal.foundation.roles import ROLES


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "home")
    made.make()
    return made


def test_secrets_are_made_once_and_closed_to_others(home: Home) -> None:
    first = kept_keys(home)
    assert kept_keys(home) == first
    assert len(first.secret_key) >= 32
    assert len(set(first.database_passwords.values())) == len(ROLES)
    assert stat.S_IMODE((home / "secrets.json").stat().st_mode) == 0o600


def test_a_second_portal_is_told_that_the_home_is_taken(home: Home) -> None:
    with home.taken(), pytest.raises(StandRefused, match="already runs in"), home.taken():
        pass
    with home.taken():
        assert home.is_taken()
    assert not home.is_taken()


def test_starting_over_deletes_what_is_ours_and_nothing_else(home: Home) -> None:
    kept_keys(home)
    (home / "mailbox").mkdir()
    (home / "postgres").mkdir()
    (home / "letter.txt").write_text("mine")
    home.clear()
    assert [each.name for each in home.path.iterdir()] == ["letter.txt"]


def test_metrics_of_dead_processes_do_not_outlive_a_start(home: Home) -> None:
    (home / "metrics" / "counter_1.db").write_text("old")
    home.make()
    assert not list((home / "metrics").iterdir())


def test_each_process_is_told_only_what_it_needs(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://left:over@127.0.0.1/x")
    environment = Environment(home, kept_keys(home), "postgresql://lord:l@127.0.0.1:1/x", "redis://r", 8000, demo=True)
    web, worker = environment.for_web(), environment.for_worker()
    clockwork, operator = environment.for_clockwork(), environment.for_operator()
    assert {name for name in worker if name.startswith("DATABASE_")} == {"DATABASE_URL"}
    assert {name for name in web if name.startswith("DATABASE_")} == {"DATABASE_URL", "DATABASE_OPERATOR_URL"}
    assert "DATABASE_RELAY_URL" in clockwork
    assert "DATABASE_OWNER_URL" not in clockwork
    assert "clinic_portal_owner" in operator["DATABASE_OWNER_URL"]
    assert "lord" not in json.dumps(operator)
    assert set(environment.services()) == {"web_url", "database_owner_url", "database_app_url", "redis_url"}


def test_a_demos_messages_wait_only_seconds_unless_one_wishes_otherwise(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(*, demo: bool) -> str | None:
        keys = kept_keys(home)
        environment = Environment(home, keys, "postgresql://lord:l@127.0.0.1:1/x", "redis://r", 8000, demo=demo)
        return environment.for_worker().get("NOTIFY_DEBOUNCE_SECONDS")

    monkeypatch.delenv("NOTIFY_DEBOUNCE_SECONDS", raising=False)
    assert (told(demo=True), told(demo=False)) == ("20", None)
    monkeypatch.setenv("NOTIFY_DEBOUNCE_SECONDS", "60")
    assert (told(demo=True), told(demo=False)) == ("60", "60")


@pytest.mark.parametrize("text", ["", "http", "0", "65536", "-1", "80.5"])
def test_a_port_that_is_none_is_named(text: str) -> None:
    with pytest.raises(StandRefused, match="PORT must be a number"):
        read_port(text)
