"""One server connection serves many: what a transaction sets is gone with it, what a session sets stays."""

import psycopg
import pytest
from flask import Flask
from psycopg.errors import InvalidTextRepresentation, UndefinedObject
from sqlalchemy import func, select

from clinic_portal.foundation.events.tables import OutboxRow
from clinic_portal.foundation.roles import APP
from clinic_portal.foundation.tenancy import inside
from clinic_portal.foundation.work import work
from tests.stand.servers import Addresses
from tests.tenancy.farm import NORTE, SUR, build

TRIES = 20
COUNT = "SELECT count(*) FROM farm.animal"
CLOSED = (InvalidTextRepresentation, UndefinedObject)


@pytest.fixture
def connection(addresses: Addresses, process_number: int):
    """The one connection that a pooler in transaction mode lends to everybody in turn."""
    build(addresses, name := f"pooler_{process_number}")
    with psycopg.connect(addresses.database(name, APP), autocommit=True) as one:
        yield one


def borrowed(connection: psycopg.Connection, setting: str) -> int:
    """One request of Norte, and then one of somebody who entered no clinic: how many animals the latter sees."""
    connection.execute(f"BEGIN; {setting}")
    connection.execute(COUNT)
    connection.execute("COMMIT")
    try:
        return connection.execute(COUNT).fetchone()[0]
    except CLOSED:
        return 0


def test_set_local_leaves_nothing_behind(connection: psycopg.Connection) -> None:
    setting = f"SET LOCAL app.clinic_id = '{NORTE}'"
    assert [borrowed(connection, setting) for _ in range(TRIES)] == [0] * TRIES


def test_a_session_wide_set_leaks_every_time(connection: psycopg.Connection) -> None:
    """The negative control: why nobody may write SET without LOCAL."""
    setting = f"SET app.clinic_id = '{NORTE}'"
    assert all(borrowed(connection, setting) for _ in range(TRIES))


def test_no_clinic_fails_loudly(connection: psycopg.Connection) -> None:
    with pytest.raises(UndefinedObject):
        connection.execute(COUNT)
    borrowed(connection, f"SET LOCAL app.clinic_id = '{SUR}'")
    with pytest.raises(InvalidTextRepresentation):
        connection.execute(COUNT)


def test_the_portals_own_connection_goes_from_clinic_to_clinic(app: Flask, cast) -> None:
    """One connection of the pool, two clinics in turn: each sees its own entries only."""
    seen = []
    with app.app_context():
        for house in (cast.norte, cast.sur) * 5:
            with inside(house.id), work() as session:
                pid = session.scalar(select(func.pg_backend_pid()))
                clinics = set(
                    session.scalars(select(OutboxRow.clinic_id).execution_options(reviewed="the test itself"))
                )
                seen.append((pid, clinics <= {house.id}))
    assert {fair for _, fair in seen} == {True}
    assert len({pid for pid, _ in seen}) == 1
