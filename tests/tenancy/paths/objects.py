"""One object by its key."""

from typing import Any

from sqlalchemy.orm import (
    Session,
)

from tests.tenancy.farm import NORTE, SUR, Animal
from tests.tenancy.paths.path import path


@path
def get(session: Session) -> Any:
    found = session.get(Animal, (SUR, 1))
    return found and found.name


@path
def get_for_update(session: Session) -> Any:
    found = session.get(Animal, (SUR, 1), with_for_update=True)
    return found and found.name


@path
def refresh(session: Session) -> Any:
    animal = session.get(Animal, (NORTE, 1))
    session.refresh(animal)
    return animal.name


@path
def expired_attribute(session: Session) -> Any:
    animal = session.get(Animal, (NORTE, 1))
    session.expire(animal)
    return animal.name


@path
def merge(session: Session) -> Any:
    return session.merge(Animal(clinic_id=SUR, id=1)).name


@path
def detached_comes_back(session: Session) -> Any:
    animal = Animal(clinic_id=SUR, id=1)
    session.add(animal)
    session.expunge(animal)
    return session.merge(animal, load=True).name
