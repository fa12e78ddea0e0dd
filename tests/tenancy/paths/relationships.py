"""Joins and relationships."""

from typing import Any

from sqlalchemy import (
    func,
    literal,
    select,
)
from sqlalchemy.orm import (
    Session,
    aliased,
    joinedload,
    lazyload,
    selectinload,
    subqueryload,
    with_expression,
    with_parent,
)

from tests.tenancy.farm import ANIMALS, Animal, Herd
from tests.tenancy.paths.path import path


@path
def join_on(session: Session) -> Any:
    return session.execute(select(Herd.id, Animal.name).join(Animal, Animal.herd_id == Herd.id)).all()


@path
def outer_join(session: Session) -> Any:
    return session.execute(select(Herd.id, Animal.name).outerjoin(Animal, Animal.herd_id == Herd.id)).all()


@path
def join_relationship(session: Session) -> Any:
    return session.scalars(select(Animal.name).select_from(Herd).join(Herd.animals)).all()


@path
def self_join(session: Session) -> Any:
    other = aliased(Animal)
    return session.scalars(select(other.name).select_from(Animal).join(other, other.herd_id == Animal.herd_id)).all()


@path
def cartesian(session: Session) -> Any:
    return session.execute(select(Herd.id, Animal.name)).all()


@path
def relationship_any(session: Session) -> Any:
    return session.scalars(
        select(literal("Sur")).select_from(Herd).where(Herd.animals.any(Animal.name.contains("Sur")))
    ).all()


@path
def relationship_has(session: Session) -> Any:
    return session.scalars(
        select(literal("Sur")).select_from(Animal).where(Animal.herd.has(Herd.name.contains("Sur")))
    ).all()


@path
def lazy_collection(session: Session) -> Any:
    herd = session.scalars(select(Herd).options(lazyload(Herd.animals))).first()
    return [animal.name for animal in herd.animals]


@path
def lazy_many_to_one(session: Session) -> Any:
    return [animal.herd.name for animal in session.scalars(select(Animal))]


@path
def joined_load(session: Session) -> Any:
    herds = session.scalars(select(Herd).options(joinedload(Herd.animals))).unique()
    return [animal.name for herd in herds for animal in herd.animals]


@path
def select_in_load(session: Session) -> Any:
    return [
        animal.name
        for herd in session.scalars(select(Herd).options(selectinload(Herd.animals)))
        for animal in herd.animals
    ]


@path
def subquery_load(session: Session) -> Any:
    return [
        animal.name
        for herd in session.scalars(select(Herd).options(subqueryload(Herd.animals)))
        for animal in herd.animals
    ]


@path
def parent_of(session: Session) -> Any:
    herd = session.scalars(select(Herd)).first()
    return [animal.name for animal in session.scalars(select(Animal).where(with_parent(herd, Herd.animals)))]


@path
def computed_column(session: Session) -> Any:
    return session.scalars(select(Herd)).first().size - ANIMALS


@path
def expression_put_on(session: Session) -> Any:
    inner = select(func.max(Animal.name)).scalar_subquery()
    return [herd.remark for herd in session.scalars(select(Herd).options(with_expression(Herd.remark, inner)))]
