"""The tables: terms that all clinics share, what a clinic lays over them, its own terms, uses and changes."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    DateTime,
    ForeignKeyConstraint,
    Identity,
    LargeBinary,
    Numeric,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from clinic_portal.foundation.database import ClinicOwned, Model, OwnedByClinic

SCHEMA = {"schema": "catalogs"}


class Term(Model):
    """A global term; no clinic owns it, only the operator's role writes it, and a retired one stays."""

    __tablename__ = "term"
    __table_args__ = (
        UniqueConstraint("kind", "code_system", "code", name="uq_term_kind"),
        UniqueConstraint("id", "kind", name="uq_term_id"),
        SCHEMA,
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    code_system: Mapped[str] = mapped_column(Text)
    code: Mapped[str] = mapped_column(Text)
    names: Mapped[dict[str, str]] = mapped_column(JSONB)
    synonyms: Mapped[list[str]] = mapped_column(ARRAY(Text))
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    search: Mapped[str] = mapped_column(Text)
    sort_key: Mapped[str] = mapped_column(Text(collation="C"))
    retired_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    version: Mapped[int]


class TermHistory(Model):
    """A global term as it was at a version that another one replaced."""

    __tablename__ = "term_history"
    __table_args__ = (ForeignKeyConstraint(["term_id"], ["catalogs.term.id"]), SCHEMA)

    term_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    names: Mapped[dict[str, str]] = mapped_column(JSONB)
    synonyms: Mapped[list[str]] = mapped_column(ARRAY(Text))
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    retired: Mapped[bool]
    replaced_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class EditionModel(Model):
    """A new edition of the terms of one code system: what it is, and how far it has come."""

    __tablename__ = "edition"
    __table_args__ = SCHEMA

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    code_system: Mapped[str] = mapped_column(Text)
    label: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(Text)
    fields: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    partial: Mapped[bool]
    state: Mapped[str] = mapped_column(Text)
    rows: Mapped[int]
    received: Mapped[int]
    added: Mapped[int]
    changed: Mapped[int]
    retired: Mapped[int]
    unchanged: Mapped[int]
    in_use: Mapped[int]
    begun: Mapped[int]
    applied_rows: Mapped[int]
    may_retire: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    made_by: Mapped[int | None] = mapped_column(BigInteger)
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    ended_by: Mapped[int | None] = mapped_column(BigInteger)


class EditionRow(Model):
    """What an edition says of one code, what stood before, and what will stand; retired ones have no payload."""

    __tablename__ = "edition_row"
    __table_args__ = (ForeignKeyConstraint(["edition_id"], ["catalogs.edition.id"]), SCHEMA)

    edition_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    code: Mapped[str] = mapped_column(Text, primary_key=True)
    payload: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    search: Mapped[str] = mapped_column(Text)
    what: Mapped[str] = mapped_column(Text)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    applied_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class InteractionRow(Model):
    """What is documented between two ingredients or classes, the lesser code first."""

    __tablename__ = "interaction"
    __table_args__ = SCHEMA

    first: Mapped[str] = mapped_column(Text, primary_key=True)
    second: Mapped[str] = mapped_column(Text, primary_key=True)
    severity: Mapped[str] = mapped_column(Text)
    effect: Mapped[dict[str, str]] = mapped_column(JSONB)
    source: Mapped[str] = mapped_column(Text)
    version: Mapped[int]


class Arranged:
    """The columns of an arrangement, and the id of the change that wrote the row last as its version."""

    visible: Mapped[bool]
    alias: Mapped[str | None] = mapped_column(Text)
    search_alias: Mapped[str] = mapped_column(Text)
    price: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    minutes: Mapped[int | None]
    position: Mapped[int | None]
    favourite: Mapped[bool]
    version: Mapped[int] = mapped_column(BigInteger)


class ClinicTermOverride(Arranged, OwnedByClinic, Model):
    """What one clinic lays over a term; no row, no change. `seen_version` is the term's that it has settled with."""

    __tablename__ = "clinic_term_override"
    __table_args__ = (
        ForeignKeyConstraint(["term_id", "kind"], ["catalogs.term.id", "catalogs.term.kind"]),
        SCHEMA,
    )

    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    term_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    seen_version: Mapped[int]
    keeps_retired: Mapped[bool]


class ClinicTerm(Arranged, OwnedByClinic, Model):
    """A term of one clinic's own; its id is of the same numbers as the shared ones'."""

    __tablename__ = "clinic_term"
    __table_args__ = (UniqueConstraint("clinic_id", "kind", "code"), SCHEMA)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(Text)
    code: Mapped[str] = mapped_column(Text)
    names: Mapped[dict[str, str]] = mapped_column(JSONB)
    synonyms: Mapped[list[str]] = mapped_column(ARRAY(Text))
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    search: Mapped[str] = mapped_column(Text)
    sort_key: Mapped[str] = mapped_column(Text(collation="C"))
    retired_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class ClinicTermUse(OwnedByClinic, Model):
    """How often a clinic used a term in one place; `seen_version` is the term's at the first use, or when settled."""

    __tablename__ = "clinic_term_use"
    __table_args__ = SCHEMA

    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    term_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    place: Mapped[str] = mapped_column(Text, primary_key=True)
    uses: Mapped[int] = mapped_column(BigInteger)
    seen_version: Mapped[int]


class ClinicCatalogChange(ClinicOwned, Model):
    """What was done to a clinic's view at once: `rows` has each row before and after, by the term's id."""

    __tablename__ = "clinic_catalog_change"
    __table_args__ = (
        ForeignKeyConstraint(
            ["clinic_id", "undone_by"],
            ["catalogs.clinic_catalog_change.clinic_id", "catalogs.clinic_catalog_change.id"],
        ),
        SCHEMA,
    )

    kind: Mapped[str] = mapped_column(Text)
    what: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    made_by: Mapped[int | None] = mapped_column(BigInteger)
    rows: Mapped[dict[str, dict[str, Any]]] = mapped_column(JSONB)
    labels: Mapped[list[str]] = mapped_column(ARRAY(Text))
    count: Mapped[int]
    undone_by: Mapped[int | None] = mapped_column(BigInteger)


class ClinicImport(ClinicOwned, Model):
    """A file that a clinic brought, and what its dry run found; `content` goes when it is a day old.

    `digest` is of what the file would do, so that a view that has changed since is noticed.
    """

    __tablename__ = "clinic_import"
    __table_args__ = (
        ForeignKeyConstraint(
            ["clinic_id", "change_id"],
            ["catalogs.clinic_catalog_change.clinic_id", "catalogs.clinic_catalog_change.id"],
        ),
        SCHEMA,
    )

    kind: Mapped[str] = mapped_column(Text)
    file_name: Mapped[str] = mapped_column(Text)
    form: Mapped[str] = mapped_column(Text)
    size: Mapped[int]
    language: Mapped[str] = mapped_column(Text)
    resets: Mapped[bool]
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    state: Mapped[str] = mapped_column(Text)
    rows: Mapped[int] = mapped_column(default=0)
    expected: Mapped[int] = mapped_column(default=0)
    added: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    reset: Mapped[int] = mapped_column(default=0)
    fault_count: Mapped[int] = mapped_column(default=0)
    faults: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    preview: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    digest: Mapped[str] = mapped_column(Text, default="")
    checked_anew: Mapped[bool] = mapped_column(default=False)
    change_id: Mapped[int | None] = mapped_column(BigInteger)
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    made_by: Mapped[int | None] = mapped_column(BigInteger)
