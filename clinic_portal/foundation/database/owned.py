"""What it means that a clinic owns a row."""

from sqlalchemy import BigInteger, Identity, MetaData, event
from sqlalchemy.orm import DeclarativeBase, Mapped, Mapper, declared_attr, mapped_column

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The base of every table; each names the PostgreSQL schema of its context."""

    metadata = MetaData(naming_convention=NAMES)


class OwnedByClinic:
    """A row of one clinic, whatever else is in its key; the session fills `clinic_id`, and it never changes."""

    @declared_attr
    def clinic_id(cls) -> Mapped[int]:
        return mapped_column(BigInteger, primary_key=True, sort_order=-2, autoincrement=False)


class ClinicOwned(OwnedByClinic):
    """A row of one clinic with an id of its own: the key is (clinic_id, id)."""

    @declared_attr
    def id(cls) -> Mapped[int]:
        return mapped_column(BigInteger, Identity(always=True), primary_key=True, sort_order=-1)


@event.listens_for(Mapper, "after_mapper_constructed")
def _mark_table(mapper: Mapper[object], mapped: type) -> None:
    if issubclass(mapped, OwnedByClinic):
        mapper.local_table.info["clinic_owned"] = True  # type: ignore[attr-defined]  # a Table, not any FROM clause
