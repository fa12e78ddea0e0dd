"""The third wall alone: a key that leads with the clinic cannot point across, not even for a superuser."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg.errors import ForeignKeyViolation, UniqueViolation

from tests.stand.servers import TEMPLATE, Addresses, create_database, drop_database

COMPOSITE = """
    CREATE TABLE parent (clinic_id bigint, id bigint, code text, PRIMARY KEY (clinic_id, id), UNIQUE (clinic_id, code));
    CREATE TABLE child (clinic_id bigint, id bigint, parent_id bigint, PRIMARY KEY (clinic_id, id),
                        FOREIGN KEY (clinic_id, parent_id) REFERENCES parent (clinic_id, id));
"""
PLAIN = """
    CREATE TABLE parent (clinic_id bigint, id bigint PRIMARY KEY, code text UNIQUE);
    CREATE TABLE child (clinic_id bigint, id bigint PRIMARY KEY, parent_id bigint REFERENCES parent (id));
"""
POINT_ACROSS = "INSERT INTO child VALUES (2, 1, 10)"


@pytest.fixture
def scratch(addresses: Addresses, process_number: int) -> Iterator[psycopg.Connection]:
    """A superuser in a database of its own: the other two walls do not exist for it."""
    name = f"keys_{process_number}"
    create_database(addresses, name, TEMPLATE)
    with psycopg.connect(addresses.admin.rsplit("/", 1)[0] + f"/{name}", autocommit=True) as connection:
        yield connection
    drop_database(addresses, name)


def furnish(connection: psycopg.Connection, tables: str) -> None:
    connection.execute(f"CREATE SCHEMA keys; SET search_path = keys; {tables}")
    connection.execute("INSERT INTO parent VALUES (1, 10, 'A')")


def test_a_row_cannot_point_into_another_clinic(scratch: psycopg.Connection) -> None:
    furnish(scratch, COMPOSITE)
    with pytest.raises(ForeignKeyViolation):
        scratch.execute(POINT_ACROSS)


def test_without_the_clinic_in_the_key_it_can(scratch: psycopg.Connection) -> None:
    furnish(scratch, PLAIN)
    scratch.execute(POINT_ACROSS)
    assert scratch.execute(
        "SELECT p.clinic_id, c.clinic_id FROM child c JOIN parent p ON p.id = c.parent_id"
    ).fetchall() == [(1, 2)]


def test_a_unique_value_tells_nothing_about_another_clinic(scratch: psycopg.Connection) -> None:
    furnish(scratch, COMPOSITE)
    scratch.execute("INSERT INTO parent VALUES (2, 10, 'A')")


def test_without_the_clinic_in_the_key_it_does(scratch: psycopg.Connection) -> None:
    furnish(scratch, PLAIN)
    with pytest.raises(UniqueViolation):
        scratch.execute("INSERT INTO parent VALUES (2, 11, 'A')")


def test_no_appointment_can_name_another_clinics_patient(addresses: Addresses, cast, app) -> None:
    """On the real tables, as the superuser that no row security holds."""
    database = app.config["SETTINGS"].database_url.rsplit("/", 1)[1]
    norte, sur = cast.norte, cast.sur
    with (
        psycopg.connect(addresses.admin.rsplit("/", 1)[0] + f"/{database}") as connection,
        pytest.raises(ForeignKeyViolation),
    ):
        connection.execute(
            "UPDATE clinics.practitioner SET room_id = %s WHERE clinic_id = %s", [norte.rooms[0], sur.id]
        )
