"""The older query."""

from typing import Any

from sqlalchemy import (
    text,
)
from sqlalchemy.orm import (
    Session,
)

from tests.tenancy.farm import ANIMALS, SUR, Animal
from tests.tenancy.paths.path import path


@path
def query(session: Session) -> Any:
    return [animal.name for animal in session.query(Animal)]


@path
def query_column_filter(session: Session) -> Any:
    return session.query(Animal.name).filter(Animal.id > 0).all()


@path
def query_count(session: Session) -> Any:
    return session.query(Animal).count() - ANIMALS


@path
def query_get(session: Session) -> Any:
    found = session.query(Animal).get((SUR, 1))
    return found and found.name


@path
def query_from_text(session: Session) -> Any:
    return [animal.name for animal in session.query(Animal).from_statement(text("SELECT * FROM farm.animal"))]
