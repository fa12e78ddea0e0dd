"""A new edition of a catalog: staged, compared with what stands, applied batch by batch, or thrown away."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from clinic_portal.contracts.catalogs.commands import ImportTerm
from clinic_portal.contracts.catalogs.values import PAGE_SIZE, CatalogKind, TermFace
from clinic_portal.foundation.values import Command, Page, Value

FIELD = r"^(names\.[a-z]{2}|synonyms|facts\.[a-z_]+)$"
MOST_STAGED = 5000


class EditionState(StrEnum):
    """`STAGED` shows and changes nothing; `APPLYING` was begun, and goes on where it stopped."""

    STAGED = "staged"
    APPLYING = "applying"
    APPLIED = "applied"
    DISCARDED = "discarded"


class RowChange(StrEnum):
    """What an edition does to a term."""

    ADDED = "added"
    CHANGED = "changed"
    RETIRED = "retired"
    SAME = "same"


class StageEdition(Command):
    """Announce an edition of `rows` terms. `source` is the file's name, `sha256` that of the file as it was read.

    `fields` are those that the source speaks of (`names.es`, `synonyms`, `facts.form`), None for all; of the others a
    term keeps what it has. A `partial` edition retires nothing.
    """

    kind: CatalogKind
    code_system: str = Field(min_length=1, max_length=40)
    label: str = Field(min_length=1, max_length=200)
    source: str = Field(max_length=300)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    rows: int = Field(ge=1, le=500_000)
    fields: tuple[str, ...] | None = None
    partial: bool = False


class StageTerms(Command):
    """Some of an announced edition's terms; the same ones may come again."""

    edition_id: int
    terms: tuple[ImportTerm, ...] = Field(min_length=1, max_length=MOST_STAGED)


class ApplyEdition(Command):
    """`retiring` confirms, for an edition that retires many, how many terms it may retire."""

    edition_id: int
    retiring: int = Field(0, ge=0)


class Edition(Value):
    """`received` of `rows` terms have come; when all have, the counts say what differs from what stands.

    `in_use` are the code system's terms that were not retired before it was begun, `applied_rows` those of
    its rows that are written, `begun` how often that was begun. `made_by` and `ended_by` are people's ids, None for
    a command.
    """

    id: int
    kind: CatalogKind
    code_system: str
    label: str
    source: str
    sha256: str
    fields: tuple[str, ...] | None
    partial: bool
    state: EditionState
    rows: int
    received: int
    added: int
    changed: int
    retired: int
    unchanged: int
    in_use: int
    begun: int
    applied_rows: int
    made_at: datetime
    made_by: int | None
    ended_at: datetime | None
    ended_by: int | None

    @property
    def is_whole(self) -> bool:
        return self.received == self.rows

    @property
    def to_apply(self) -> int:
        """How many rows change something."""
        return self.added + self.changed + self.retired

    @property
    def retires_many(self) -> bool:
        """More than a fifth of what is in use; to be confirmed by its number."""
        return self.retired * 5 > self.in_use


class DiffQuery(Command):
    """The rows that do `what`, all that do anything when it is left open; `page` counts from 1."""

    edition_id: int
    what: RowChange | None = None
    text: str = ""
    page: int = Field(1, ge=1)
    size: int = Field(PAGE_SIZE, ge=1, le=200)


class DiffRow(Value):
    """One term `then`, before the edition, and `now`, with it; None where there is or was no such term."""

    code: str
    what: RowChange
    then: TermFace | None
    now: TermFace | None
    applied: bool


class DiffPage(Page):
    """By code; `kept` is False for an edition that ended too long ago: only its counts remain."""

    rows: tuple[DiffRow, ...]
    kept: bool = True
