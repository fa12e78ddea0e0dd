"""The demo fills an empty database once, and never touches data that it did not make."""

from collections.abc import Iterator

import psycopg
import pytest

from clinic_portal.cli.stand import database
from clinic_portal.cli.stand.environment import Environment
from clinic_portal.cli.stand.home import Home
from clinic_portal.cli.stand.keys import kept_keys
from clinic_portal.cli.stand.refusal import StandRefused
from clinic_portal.foundation.embedded.postgres import EmbeddedPostgres


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedPostgres]:
    postgres = EmbeddedPostgres(tmp_path_factory.mktemp("demo") / "postgres", settings={"shared_buffers": "16MB"})
    with postgres:
        yield postgres
    postgres.erase()


@pytest.fixture
def environment(server: EmbeddedPostgres, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute("drop database if exists portal")
        connection.execute("create database portal")
    home = Home(tmp_path_factory.mktemp("home"))
    made = Environment(home, kept_keys(home), server.url("portal"), "redis://127.0.0.1:1", 8000, demo=True)
    database.prepare_roles(made)
    return made


@pytest.fixture
def seedings(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The operator's commands that were called; `seed` stores a clinic."""
    called: list[str] = []

    def operator(_: Environment, *arguments: str) -> None:
        called.append(" ".join(arguments))
        with psycopg.connect(environment.lord_url) as connection:
            connection.execute("create schema if not exists clinics")
            connection.execute("create table if not exists clinics.clinic as select 1 as id")
            connection.execute("create table if not exists public.alembic_version as select 'newest' as version_num")
            connection.execute("grant select on public.alembic_version to clinic_portal_owner")

    monkeypatch.setattr(database, "_operator", operator)
    return called


def clinics(environment: Environment) -> object:
    with psycopg.connect(environment.lord_url) as connection:
        row = connection.execute("select to_regclass('clinics.clinic')").fetchone()
        return row and row[0]


def test_an_empty_database_is_filled_once(environment: Environment, seedings: list[str]) -> None:
    database.prepare_demo(environment, print)
    database.prepare_demo(environment, print)
    assert seedings == ["seed --demo"]


def test_clinics_that_no_demo_made_are_left_alone(environment: Environment, seedings: list[str]) -> None:
    database._operator(environment, "create-clinic")
    with pytest.raises(StandRefused, match="holds clinics that no demo made"):
        database.prepare_demo(environment, print)
    with pytest.raises(StandRefused, match="were not made by a demo"):
        database.empty_demo(environment)
    assert clinics(environment)


def test_an_interrupted_demo_is_made_anew(
    environment: Environment, seedings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    filled = database._operator

    def interrupted(*arguments: object) -> None:
        filled(environment, "seed")
        raise KeyboardInterrupt

    monkeypatch.setattr(database, "_operator", interrupted)
    with pytest.raises(KeyboardInterrupt):
        database.prepare_demo(environment, print)
    monkeypatch.setattr(database, "_operator", filled)
    said: list[str] = []
    database.forget_half_made_demo(environment, said.append)
    assert "interrupted" in said[0]
    assert not clinics(environment)
    database.prepare_demo(environment, print)
    assert seedings == ["seed", "seed --demo"]


def test_starting_over_on_a_server_of_ones_own_deletes_what_the_demo_made(
    environment: Environment, seedings: list[str]
) -> None:
    database.prepare_demo(environment, print)
    database.empty_demo(environment)
    assert not clinics(environment)
    database.prepare_demo(environment, print)
    assert clinics(environment)


def test_migrations_that_have_run_do_not_run_again(environment: Environment, seedings: list[str]) -> None:
    database.prepare_tables(environment)
    database.prepare_tables(environment)
    assert seedings == ["migrate"]


def test_other_migrations_another_database_and_another_month_do(
    environment: Environment, seedings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    database.prepare_tables(environment)
    database._drop_tables(environment)
    database.prepare_tables(environment)
    monkeypatch.setattr(database, "_migrations", lambda: "other ones")
    database.prepare_tables(environment)
    assert seedings == ["migrate"] * 3
