"""The four database roles: made on a server of ours and on somebody else's, never with more than they need."""

from collections.abc import Iterator

import psycopg
import pytest

from clinic_portal.foundation.embedded.postgres import EmbeddedPostgres
from clinic_portal.foundation.roles import OWNER, ROLES, RolesRefused, ensure_roles, login_url

PASSWORDS = {role: f"{role}: a word with / and ñ" for role in ROLES}
DATABASE = "portal"
OTHERS = {role: f"another one for {role}" for role in ROLES}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedPostgres]:
    postgres = EmbeddedPostgres(tmp_path_factory.mktemp("roles") / "postgres", settings={"shared_buffers": "16MB"})
    with postgres:
        yield postgres
    postgres.erase()


@pytest.fixture
def server(running: EmbeddedPostgres) -> EmbeddedPostgres:
    """The server as it came: no role but the superuser, and no database of ours."""
    run(running, "drop database if exists external", "drop database if exists portal", "create database portal")
    for (role,) in run(running, "select rolname from pg_roles where rolname = 'lord' or rolname like 'clinic%'"):
        run(running, f"drop role {role}")
    return running


def run(server: EmbeddedPostgres, *statements: str) -> list[tuple[object, ...]]:
    with psycopg.connect(server.url(), autocommit=True) as connection:
        cursors = [connection.execute(statement.encode()) for statement in statements]
        return cursors[-1].fetchall() if cursors[-1].description else []


def url_of(server: EmbeddedPostgres, powers: str) -> str:
    """A database of somebody who has these powers on the server, and his address."""
    run(server, f"create role lord login password 'lord' {powers}", "create database external owner lord")
    return login_url(server.url("external"), "lord", "lord")


def everyone_gets_in(url: str, passwords: dict[str, str]) -> bool:
    for role in ROLES:
        psycopg.connect(login_url(url, role, passwords[role])).close()
    return True


def test_a_superuser_makes_them_and_gives_the_database_away(server: EmbeddedPostgres) -> None:
    ensure_roles(server.url(DATABASE), PASSWORDS)
    assert everyone_gets_in(server.url(DATABASE), PASSWORDS)
    assert run(server, "select datdba::regrole::text from pg_database where datname = 'portal'") == [(OWNER,)]


def test_doing_it_again_changes_passwords_and_takes_powers_away(server: EmbeddedPostgres) -> None:
    ensure_roles(server.url(DATABASE), PASSWORDS)
    run(server, "alter role clinic_portal_app bypassrls superuser")
    ensure_roles(server.url(DATABASE), OTHERS)
    assert everyone_gets_in(server.url(DATABASE), OTHERS)
    powers = "rolsuper or rolbypassrls or rolcreatedb or rolcreaterole"
    assert run(server, f"select rolname from pg_roles where rolname like 'clinic%' and ({powers})") == []


def test_no_role_may_do_what_it_does_not_need(server: EmbeddedPostgres) -> None:
    ensure_roles(server.url(DATABASE), PASSWORDS)
    for role in set(ROLES) - {OWNER}:
        with psycopg.connect(login_url(server.url(DATABASE), role, PASSWORDS[role]), autocommit=True) as connection:
            for statement in ("create schema mine", "create temporary table mine ()", "create table public.mine ()"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(statement.encode())


@pytest.mark.parametrize("powers", ["createrole", "createrole createdb"])
def test_a_server_of_somebody_else_needs_no_superuser(server: EmbeddedPostgres, powers: str) -> None:
    url = url_of(server, powers)
    ensure_roles(url, PASSWORDS)
    ensure_roles(url, OTHERS)
    assert everyone_gets_in(url, OTHERS)
    with psycopg.connect(login_url(url, OWNER, OTHERS[OWNER])) as connection:
        connection.execute("create schema migrations_can_run")


def test_who_may_not_create_roles_is_told_what_to_do(server: EmbeddedPostgres) -> None:
    with pytest.raises(RolesRefused, match="Use a superuser, or a role that owns the database and has CREATEROLE"):
        ensure_roles(url_of(server, ""), PASSWORDS)


def test_no_password_is_written_in_the_servers_log(server: EmbeddedPostgres) -> None:
    run(server, f"alter database {DATABASE} set log_statement = 'all'")
    ensure_roles(server.url(DATABASE), PASSWORDS)
    log = (server.data / "server.log").read_text()
    assert "clinic_portal_app" in log
    assert not any(password in log for password in PASSWORDS.values())
