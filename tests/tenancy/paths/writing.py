"""Writing."""

from typing import Any

from sqlalchemy import (
    delete,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.orm import (
    Session,
)

from tests.tenancy.farm import ANIMALS, NORTE, SUR, Animal, Herd
from tests.tenancy.paths.path import path


@path
def bulk_update(session: Session) -> Any:
    return session.scalars(update(Animal).values(herd_id=Animal.herd_id).returning(Animal.name)).all()


@path
def bulk_delete(session: Session) -> Any:
    return session.scalars(delete(Animal).returning(Animal.name)).all()


@path
def update_from_the_other(session: Session) -> Any:
    inner = select(func.max(Animal.name)).scalar_subquery()
    return session.scalars(update(Herd).values(name=inner).returning(Herd.name)).all()


@path
def query_update(session: Session) -> Any:
    return session.query(Animal).update({"herd_id": 1}, synchronize_session=False) - ANIMALS


@path
def query_delete(session: Session) -> Any:
    return session.query(Animal).delete(synchronize_session=False) - ANIMALS


@path
def update_by_key(session: Session) -> Any:
    session.execute(update(Animal), [{"clinic_id": SUR, "id": 1, "name": "de Sur"}])
    return "wrote to Sur"


@path
def update_moves_the_row(session: Session) -> Any:
    session.execute(update(Animal).where(Animal.id == 3).values(clinic_id=SUR))
    return "wrote to Sur"


@path
def add_for_the_other(session: Session) -> Any:
    session.add(Animal(clinic_id=SUR, name="de Sur", herd_id=1))
    session.flush()
    return "wrote to Sur"


@path
def change_of_clinic(session: Session) -> Any:
    session.get(Animal, (NORTE, 3)).clinic_id = SUR
    session.flush()
    return "wrote to Sur"


@path
def delete_of_the_other(session: Session) -> Any:
    animal = Animal(clinic_id=SUR, id=1)
    session.add(animal)
    session.expunge(animal)
    session.delete(session.merge(animal))
    session.flush()
    return "wrote to Sur"


@path
def insert_values(session: Session) -> Any:
    session.execute(insert(Animal).values(clinic_id=SUR, name="de Sur", herd_id=1))
    return "wrote to Sur"


@path
def insert_many_values(session: Session) -> Any:
    rows = [{"clinic_id": clinic, "name": "de Sur", "herd_id": 1} for clinic in (NORTE, SUR)]
    session.execute(insert(Animal).values(rows))
    return "wrote to Sur"


@path
def insert_parameters(session: Session) -> Any:
    session.execute(insert(Animal), [{"clinic_id": clinic, "name": "de Sur", "herd_id": 1} for clinic in (NORTE, SUR)])
    return "wrote to Sur"


@path
def insert_from_select(session: Session) -> Any:
    rows = select(literal(NORTE), Animal.name, literal(1))
    return session.scalars(
        insert(Animal).from_select(["clinic_id", "name", "herd_id"], rows).returning(Animal.name)
    ).all()


@path
def bulk_insert_mappings(session: Session) -> Any:
    session.bulk_insert_mappings(Animal, [{"clinic_id": SUR, "name": "de Sur", "herd_id": 1}])
    return "wrote to Sur"


@path
def bulk_save_objects(session: Session) -> Any:
    session.bulk_save_objects([Animal(clinic_id=SUR, name="de Sur", herd_id=1)])
    return "wrote to Sur"


@path
def bulk_update_mappings(session: Session) -> Any:
    session.bulk_update_mappings(Animal, [{"clinic_id": SUR, "id": 1, "name": "de Sur"}])
    return "wrote to Sur"
