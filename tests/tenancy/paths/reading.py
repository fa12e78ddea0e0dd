"""Reading an entity, its columns, or something counted over it."""

from typing import Any

from sqlalchemy import (
    func,
    literal,
    select,
    true,
)
from sqlalchemy.orm import (
    Session,
)

from tests.tenancy.farm import ANIMALS, SUR, Animal
from tests.tenancy.paths.path import path


@path
def entity(session: Session) -> Any:
    return [animal.name for animal in session.scalars(select(Animal))]


@path
def columns(session: Session) -> Any:
    return session.execute(select(Animal.id, Animal.name)).all()


@path
def only_where_names_it(session: Session) -> Any:
    return session.execute(select(literal("Sur")).where(Animal.name.contains("Sur"))).all()


@path
def count_select_from(session: Session) -> Any:
    return session.scalar(select(func.count()).select_from(Animal)) - ANIMALS


@path
def count_column(session: Session) -> Any:
    return session.scalar(select(func.count(Animal.id))) - ANIMALS


@path
def aggregate(session: Session) -> Any:
    return session.execute(select(func.string_agg(Animal.name, literal(", ")))).all()


@path
def group_by(session: Session) -> Any:
    return session.execute(select(Animal.name, func.count()).group_by(Animal.name)).all()


@path
def window_function(session: Session) -> Any:
    return session.execute(select(func.max(Animal.name).over())).all()


@path
def distinct_order_limit(session: Session) -> Any:
    return session.scalars(select(Animal.name).distinct().order_by(Animal.name.desc()).limit(4)).all()


@path
def condition_that_is_always_true(session: Session) -> Any:
    return session.scalars(select(Animal.name).where((Animal.id > 0) | true())).all()


@path
def the_other_clinic_by_name(session: Session) -> Any:
    return session.scalars(select(Animal.name).where(Animal.clinic_id == SUR)).all()


@path
def for_update(session: Session) -> Any:
    return session.scalars(select(Animal.name).with_for_update()).all()


@path
def streamed(session: Session) -> Any:
    return [name for part in session.scalars(select(Animal.name)).partitions(1) for name in part]
