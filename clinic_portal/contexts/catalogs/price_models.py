"""The tables of price lists, their prices and what was done to these."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ARRAY, BigInteger, DateTime, ForeignKeyConstraint, Numeric, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from clinic_portal.foundation.database import ClinicOwned, Model, OwnedByClinic

SCHEMA = {"schema": "catalogs"}
_LIST = ["catalogs.clinic_price_list.clinic_id", "catalogs.clinic_price_list.id"]


class ClinicPriceList(ClinicOwned, Model):
    """A price list; `name_key` is its name folded, once among those in use."""

    __tablename__ = "clinic_price_list"
    __table_args__ = SCHEMA

    name: Mapped[str] = mapped_column(Text)
    name_key: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)
    retired_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class ClinicListPrice(OwnedByClinic, Model):
    """What a term costs in a list; no row, the clinic's own price."""

    __tablename__ = "clinic_list_price"
    __table_args__ = (ForeignKeyConstraint(["clinic_id", "price_list_id"], _LIST), SCHEMA)

    price_list_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    term_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    price: Mapped[Decimal] = mapped_column(Numeric(12, 2))
    version: Mapped[int] = mapped_column(BigInteger)


class ClinicPriceChange(ClinicOwned, Model):
    """What was done to a list's prices at once: `rows` has each price before and after, by the term's id."""

    __tablename__ = "clinic_price_change"
    __table_args__ = (
        ForeignKeyConstraint(["clinic_id", "price_list_id"], _LIST),
        ForeignKeyConstraint(
            ["clinic_id", "undone_by"], ["catalogs.clinic_price_change.clinic_id", "catalogs.clinic_price_change.id"]
        ),
        SCHEMA,
    )

    price_list_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(Text)
    what: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    made_by: Mapped[int | None] = mapped_column(BigInteger)
    rows: Mapped[dict[str, list[str | None]]] = mapped_column(JSONB)
    labels: Mapped[list[str]] = mapped_column(ARRAY(Text))
    count: Mapped[int]
    undone_by: Mapped[int | None] = mapped_column(BigInteger)
