"""Where people belong: a clinic sees its own, and one function tells a person theirs."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from flask import Flask
from sqlalchemy import select, text

from clinic_portal.contexts.identity.models import Membership
from clinic_portal.contracts.identity import IdentityContract, JoinClinic, Role
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.tenancy import NoClinic, inside, outside
from clinic_portal.foundation.work import work
from tests.stand.cast import BOTH, RECEPTIONIST, Cast
from tests.stand.servers import Addresses

Connection = psycopg.Connection[tuple[Any, ...]]


@pytest.fixture
def as_app(app: Flask, addresses: Addresses, process_number: int) -> Iterator[Connection]:
    """The bare role of web and worker, past all of our own code."""
    with psycopg.connect(addresses.database(f"test_{process_number}", "clinic_portal_app")) as connection:
        yield connection


def person(connection: Connection, email: str) -> int:
    row = connection.execute("SELECT id FROM identity.app_user WHERE email = %s", [email]).fetchone()
    assert row
    return int(row[0])


def test_the_app_role_sees_the_entered_clinics_memberships_only(as_app: Connection, cast: Cast) -> None:
    as_app.execute(f"SET LOCAL app.clinic_id = '{cast.norte.id}'")
    seen = as_app.execute("SELECT DISTINCT clinic_id FROM identity.membership").fetchall()
    assert seen == [(cast.norte.id,)]
    theirs = as_app.execute("SELECT count(*) FROM identity.membership WHERE clinic_id = %s", [cast.sur.id]).fetchone()
    assert theirs == (0,)


def test_outside_of_every_clinic_the_app_role_sees_an_error(as_app: Connection) -> None:
    with pytest.raises(psycopg.errors.UndefinedObject):
        as_app.execute("SELECT * FROM identity.membership")


def test_the_app_role_cannot_write_into_another_clinic(as_app: Connection, cast: Cast) -> None:
    user_id = person(as_app, RECEPTIONIST)
    as_app.execute(f"SET LOCAL app.clinic_id = '{cast.norte.id}'")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        as_app.execute(
            "INSERT INTO identity.membership (clinic_id, user_id, role) VALUES (%s, %s, 'admin')",
            [cast.sur.id, user_id],
        )


def test_the_function_tells_one_persons_clinics_outside_of_all(as_app: Connection, cast: Cast) -> None:
    rows = as_app.execute("SELECT * FROM identity.memberships_of(%s)", [person(as_app, BOTH)]).fetchall()
    assert rows == [
        (cast.norte.id, "norte", "Clínica Norte", "receptionist", None, None),
        (cast.sur.id, "sur", "Clínica Sur", "receptionist", None, None),
    ]
    assert as_app.execute("SELECT * FROM identity.memberships_of(-1)").fetchall() == []


def test_the_function_is_pinned_and_the_apps_alone(as_app: Connection) -> None:
    definer, config, grants = as_app.execute(
        "SELECT prosecdef, proconfig, proacl::text[] FROM pg_proc WHERE proname = 'memberships_of'"
    ).fetchone() or pytest.fail("there is no such function")
    assert definer
    assert config == ["search_path=pg_catalog, pg_temp"]
    assert {grant.split("=")[0] for grant in grants} == {"clinic_portal_owner", "clinic_portal_app"}


def test_no_other_function_runs_with_its_owners_rights(as_app: Connection) -> None:
    found = as_app.execute(
        "SELECT proname FROM pg_proc JOIN pg_namespace AS n ON n.oid = pronamespace"
        " WHERE prosecdef AND nspname NOT IN ('pg_catalog', 'information_schema')"
    ).fetchall()
    assert found == [("memberships_of",)]


def test_the_session_refuses_memberships_outside_of_a_clinic(app: Flask) -> None:
    with app.app_context(), outside(), work() as session, pytest.raises(NoClinic):
        session.execute(select(Membership.user_id))


def test_the_session_refuses_text_that_nobody_reviewed(app: Flask, cast: Cast) -> None:
    with app.app_context(), inside(cast.norte.id), work() as session, pytest.raises(RuntimeError, match="reviewed"):
        session.execute(text("SELECT * FROM identity.membership"))


def test_a_person_gets_one_role_in_a_clinic(identity: IdentityContract, cast: Cast, as_app: Connection) -> None:
    user_id = person(as_app, RECEPTIONIST)
    for role in (Role.DOCTOR, Role.DOCTOR, Role.ADMIN):
        with inside(cast.norte.id):
            identity.join_clinic(JoinClinic(user_id=user_id, role=role))
    rows = as_app.execute("SELECT slug, role FROM identity.memberships_of(%s)", [user_id]).fetchall()
    assert rows == [("norte", "admin")]


def test_nobody_joins_who_is_not_there(identity: IdentityContract, cast: Cast) -> None:
    with inside(cast.norte.id), pytest.raises(NotFound):
        identity.join_clinic(JoinClinic(user_id=-1, role=Role.DOCTOR))
