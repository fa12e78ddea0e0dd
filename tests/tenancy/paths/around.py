"""Past the ORM: text, Core, and the connection itself."""

from typing import Any

from sqlalchemy import (
    Connection,
    column,
    delete,
    func,
    literal,
    literal_column,
    select,
    table,
    text,
    true,
    update,
)
from sqlalchemy.orm import (
    Session,
)

from tests.tenancy.farm import ANIMALS, Animal, Herd
from tests.tenancy.paths.path import path


@path
def text_statement(session: Session) -> Any:
    return session.scalars(text("SELECT name FROM farm.animal")).all()


@path
def text_with_columns(session: Session) -> Any:
    statement = text("SELECT clinic_id, id, name, herd_id FROM farm.animal").columns(
        Animal.clinic_id, Animal.id, Animal.name, Animal.herd_id
    )
    return [animal.name for animal in session.scalars(select(Animal).from_statement(statement))]


@path
def text_inside_where(session: Session) -> Any:
    return session.scalars(
        select(literal("Sur")).select_from(Herd).where(text("EXISTS (SELECT FROM farm.animal WHERE name LIKE '%Sur')"))
    ).all()


@path
def core_table(session: Session) -> Any:
    return session.execute(select(Animal.__table__)).all()


@path
def core_column(session: Session) -> Any:
    return session.execute(select(Animal.__table__.c.name)).all()


@path
def core_count(session: Session) -> Any:
    return session.scalar(select(func.count()).select_from(Animal.__table__)) - ANIMALS


@path
def core_alias(session: Session) -> Any:
    return session.scalars(select(Animal.__table__.alias().c.name)).all()


@path
def core_beside_entity(session: Session) -> Any:
    return session.execute(select(Herd.id, Animal.__table__.c.name)).all()


@path
def core_joined_to_entity(session: Session) -> Any:
    return session.scalars(select(func.count()).select_from(Herd).join(Animal.__table__, true())).one() - ANIMALS


@path
def core_update(session: Session) -> Any:
    plain = Animal.__table__
    return session.scalars(update(plain).values(herd_id=1).returning(plain.c.name)).all()


@path
def core_delete(session: Session) -> Any:
    plain = Animal.__table__
    return session.scalars(delete(plain).returning(plain.c.name)).all()


@path
def made_up_table(session: Session) -> Any:
    return session.scalars(select(column("name")).select_from(table("animal", schema="farm"))).all()


@path
def literal_sql(session: Session) -> Any:
    return session.scalars(select(literal_column("(SELECT string_agg(name, '') FROM farm.animal)"))).all()


@path
def connection_of_the_session(session: Session) -> Any:
    return session.connection().execute(select(Animal.name)).all()


@path
def driver_of_the_session(session: Session) -> Any:
    return session.connection().exec_driver_sql("SELECT name FROM farm.animal").all()


@path
def driver_cursor(session: Session) -> Any:
    connection: Connection = session.connection()
    return connection.connection.cursor().execute("SELECT name FROM farm.animal").fetchall()
