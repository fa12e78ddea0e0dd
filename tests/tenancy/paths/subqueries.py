"""Through another select."""

from typing import Any

from sqlalchemy import (
    exists,
    func,
    literal,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import (
    Session,
    aliased,
)

from tests.tenancy.farm import Animal, Herd
from tests.tenancy.paths.path import path


@path
def exists_condition(session: Session) -> Any:
    return session.scalar(select(exists().where(Animal.name.contains("Sur"))))


@path
def exists_inside_where(session: Session) -> Any:
    other = aliased(Animal)
    found = exists().where(other.name.contains("Sur"))
    return session.scalars(select(literal("Sur")).select_from(Herd).where(found)).all()


@path
def in_subquery(session: Session) -> Any:
    return session.scalars(select(Herd.name).where(Herd.name.in_(select(Herd.name)))).all()


@path
def subquery(session: Session) -> Any:
    inner = select(Animal).subquery()
    return session.scalars(select(inner.c.name)).all()


@path
def subquery_of_columns(session: Session) -> Any:
    inner = select(Animal.name).subquery()
    return session.scalars(select(inner.c.name)).all()


@path
def aliased_subquery_entity(session: Session) -> Any:
    inner = aliased(Animal, select(Animal).subquery())
    return [animal.name for animal in session.scalars(select(inner))]


@path
def cte(session: Session) -> Any:
    inner = select(Animal.name).cte()
    return session.scalars(select(inner.c.name)).all()


@path
def recursive_cte(session: Session) -> Any:
    begin = select(Animal.id, Animal.name).where(Animal.id == 1).cte(recursive=True)
    further = begin.union(select(Animal.id, Animal.name).where(Animal.id == begin.c.id + 1))
    return session.scalars(select(further.c.name)).all()


@path
def union(session: Session) -> Any:
    return session.scalars(union_all(select(Animal.name), select(Herd.name))).all()


@path
def union_as_entity(session: Session) -> Any:
    both = union_all(select(Animal).where(Animal.id == 1), select(Animal).where(Animal.id == 2)).subquery()
    return [animal.name for animal in session.scalars(select(aliased(Animal, both)))]


@path
def from_statement(session: Session) -> Any:
    return [animal.name for animal in session.scalars(select(Animal).from_statement(select(Animal)))]


@path
def scalar_subquery(session: Session) -> Any:
    inner = select(func.max(Animal.name)).scalar_subquery()
    return session.execute(select(Herd.id, inner)).all()


@path
def scalar_subquery_alone(session: Session) -> Any:
    return session.scalar(select(select(func.max(Animal.name)).scalar_subquery()))


@path
def lateral(session: Session) -> Any:
    inner = select(Animal.name).where(Animal.herd_id == Herd.id).lateral()
    return session.execute(select(Herd.id, inner.c.name).join(inner, true())).all()


@path
def alias(session: Session) -> Any:
    other = aliased(Animal)
    return session.scalars(select(other.name)).all()
