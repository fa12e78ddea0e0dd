"""A small farm whose tables stand behind the walls: herds and animals of two clinics, on a scratch database."""

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import BigInteger, Connection, ForeignKeyConstraint, create_engine, func, select, text
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    column_property,
    mapped_column,
    query_expression,
    relationship,
)
from sqlalchemy.pool import NullPool

from clinic_portal.foundation.database.engine import sqlalchemy_url
from clinic_portal.foundation.database.owned import ClinicOwned
from clinic_portal.foundation.roles import OWNER
from migrations.protection import protect, schema
from tests.stand.servers import TEMPLATE, Addresses, create_database

NORTE, SUR = 1, 2
ANIMALS = 3
"""How many clinic 1 has."""
SECRET = "de Sur"
"""Every name that clinic 2 has ends so; clinic 1 must never read one."""


class FarmBase(DeclarativeBase):
    """Tables of this test alone; they are in no migration."""


class Herd(ClinicOwned, FarmBase):
    __tablename__ = "herd"
    __table_args__ = {"schema": "farm"}

    name: Mapped[str]
    # The key across is the plain id on purpose: no join condition does the walls' work for them.
    animals: Mapped[list["Animal"]] = relationship(
        primaryjoin="foreign(Animal.herd_id) == Herd.id", viewonly=True, order_by="Animal.clinic_id"
    )
    remark = query_expression()


class Animal(ClinicOwned, FarmBase):
    __tablename__ = "animal"
    __table_args__ = (
        ForeignKeyConstraint(["clinic_id", "herd_id"], ["farm.herd.clinic_id", "farm.herd.id"]),
        {"schema": "farm"},
    )

    name: Mapped[str]
    herd_id: Mapped[int] = mapped_column(BigInteger)
    herd: Mapped[Herd] = relationship(
        primaryjoin="foreign(Animal.herd_id) == Herd.id", viewonly=True, order_by="desc(Herd.clinic_id)"
    )


Herd.size = column_property(
    select(func.count(Animal.id)).where(Animal.herd_id == Herd.id).correlate_except(Animal).scalar_subquery()
)

# Both clinics have a herd 1 with animals 1 and 2: nothing but the clinic tells them apart. Norte has one more.
_ROWS = """
    INSERT INTO farm.herd (clinic_id, id, name) OVERRIDING SYSTEM VALUE VALUES ({clinic}, 1, 'herd{whose}');
    INSERT INTO farm.animal (clinic_id, id, name, herd_id) OVERRIDING SYSTEM VALUE
    VALUES ({clinic}, 1, 'first{whose}', 1), ({clinic}, 2, 'second{whose}', 1);
"""
_ONE_MORE = """
    INSERT INTO farm.animal (clinic_id, id, name, herd_id) OVERRIDING SYSTEM VALUE
    VALUES (1, 3, 'another de Norte', 1)
"""


def build(addresses: Addresses, database: str, *, row_security: bool = True) -> None:
    """A database with the farm, made by the owner as a migration would make it."""
    create_database(addresses, database, TEMPLATE)
    engine = create_engine(sqlalchemy_url(addresses.database(database, OWNER)), poolclass=NullPool)
    with engine.begin() as connection:
        _protected_tables(connection)
        for clinic, whose in ((NORTE, " de Norte"), (SUR, f" {SECRET}")):
            connection.execute(text(f"SET LOCAL app.clinic_id = '{clinic}'"))
            for statement in _ROWS.format(clinic=clinic, whose=whose).split(";")[:-1]:
                connection.execute(text(statement))
        connection.execute(text(f"SET LOCAL app.clinic_id = '{NORTE}'"))
        connection.execute(text(_ONE_MORE))
        connection.execute(text("ALTER TABLE farm.animal ALTER COLUMN id RESTART WITH 100"))
        if not row_security:
            for table in ("herd", "animal"):
                connection.execute(text(f"ALTER TABLE farm.{table} DISABLE ROW LEVEL SECURITY"))


def _protected_tables(connection: Connection) -> None:
    with Operations.context(MigrationContext.configure(connection)):
        schema("farm")
        FarmBase.metadata.create_all(connection)
        protect("farm.herd")
        protect("farm.animal")
