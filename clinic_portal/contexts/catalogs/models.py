"""The tables: terms that all clinics share, and what a clinic changes about them."""

from datetime import datetime

from sqlalchemy import ARRAY, BigInteger, DateTime, ForeignKeyConstraint, Identity, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from clinic_portal.foundation.database import Model, OwnedByClinic


class Term(Model):
    """A global term; no clinic owns it, only the operator's role writes it, and a retired one stays."""

    __tablename__ = "term"
    __table_args__ = (
        UniqueConstraint("kind", "code_system", "code", name="uq_term_kind"),
        UniqueConstraint("id", "kind", name="uq_term_id"),
        {"schema": "catalogs"},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    code_system: Mapped[str] = mapped_column(Text)
    code: Mapped[str] = mapped_column(Text)
    names: Mapped[dict[str, str]] = mapped_column(JSONB)
    synonyms: Mapped[list[str]] = mapped_column(ARRAY(Text))
    search: Mapped[str] = mapped_column(Text)
    sort_key: Mapped[str] = mapped_column(Text(collation="C"))
    retired_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    version: Mapped[int]


class ClinicTermOverride(OwnedByClinic, Model):
    """What one clinic changes about a term; no row, no change."""

    __tablename__ = "clinic_term_override"
    __table_args__ = (
        ForeignKeyConstraint(["term_id", "kind"], ["catalogs.term.id", "catalogs.term.kind"]),
        {"schema": "catalogs"},
    )

    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    term_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    visible: Mapped[bool]
    alias: Mapped[str | None] = mapped_column(Text)
    search_alias: Mapped[str] = mapped_column(Text)
    version: Mapped[int]
