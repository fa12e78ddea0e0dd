"""What can be asked of the door of catalogs."""

from enum import StrEnum
from typing import Self, TypeVar

from pydantic import Field, model_validator

from clinic_portal.contracts.catalogs.facts import DiseaseFacts, Facts
from clinic_portal.contracts.catalogs.values import Arrangement, CatalogKind, GridQuery
from clinic_portal.foundation.values import Command, Creation, Value

Checked = TypeVar("Checked", bound=Command)
MOST_AT_ONCE = 20_000


class ArrangeTerm(Command):
    """Lay a whole arrangement over a term; an empty one resets it. Without `version` whatever stands is replaced."""

    kind: CatalogKind
    term_id: int
    arrangement: Arrangement = Arrangement()
    version: int | None = Field(None, ge=0)


class Deed(StrEnum):
    """What is done to many terms at once."""

    HIDE = "hide"
    SHOW = "show"
    RESET = "reset"
    FAVOUR = "favour"
    DISFAVOUR = "disfavour"


class ArrangeMany(Command):
    """Do one thing to the named terms or, with `matching`, to every row that the grid finds so."""

    kind: CatalogKind
    deed: Deed
    term_ids: tuple[int, ...] = Field((), max_length=MOST_AT_ONCE)
    matching: GridQuery | None = None


class OwnTermFields(Value):
    """What a clinic says of a term of its own: `names` by language; no code asks for one to be made."""

    code: str | None = Field(None, min_length=1, max_length=60)
    names: dict[str, str] = Field(min_length=1)
    synonyms: tuple[str, ...] = ()
    facts: Facts = DiseaseFacts()


class AddOwnTerm(Creation):
    """A term of the entered clinic's own."""

    kind: CatalogKind
    fields: OwnTermFields
    arrangement: Arrangement = Arrangement()

    @model_validator(mode="after")
    def _facts_are_the_catalogs(self) -> Self:
        return _of_kind(self, self.kind, self.fields.facts)


class EditOwnTerm(Command):
    """Change a term of the clinic's own."""

    kind: CatalogKind
    term_id: int
    version: int = Field(ge=1)
    fields: OwnTermFields

    @model_validator(mode="after")
    def _facts_are_the_catalogs(self) -> Self:
        return _of_kind(self, self.kind, self.fields.facts)


class RetireOwnTerm(Command):
    """Take a term of the clinic's own out of use; what was written with it stays."""

    kind: CatalogKind
    term_id: int
    version: int = Field(ge=1)


class Settlement(StrEnum):
    """What a clinic says to a change upstream: take the shared term as it now is, or keep what it had."""

    ACCEPT = "accept"
    KEEP = "keep"


class SettleTerms(Command):
    """Settle changes upstream; no ids means all that wait in this catalog.

    `language` is the one in which the clinic saw the names that it keeps; `versions` are those of the shared terms that
    it saw, by id: what has changed again since keeps waiting.
    """

    kind: CatalogKind
    settlement: Settlement
    term_ids: tuple[int, ...] = Field((), max_length=MOST_AT_ONCE)
    versions: dict[int, int] = Field(default_factory=dict, max_length=MOST_AT_ONCE)
    language: str = "es"


class NoteUse(Command):
    """Terms were used in the entered clinic: in `place`, so many `times`; less than zero when a use is taken back."""

    kind: CatalogKind
    term_ids: tuple[int, ...]
    place: str = Field(pattern=r"^[a-z-]{1,40}$")
    times: int = 1


class ImportTerm(Command):
    """A global term as a source has it: `names` by language; no facts are those of its catalog left open."""

    code: str = Field(min_length=1, max_length=60)
    names: dict[str, str] = Field(min_length=1)
    synonyms: tuple[str, ...] = ()
    facts: Facts | None = None


class WriteTerm(Command):
    """An operator's change to one shared term; without `term_id` a new one. `version` is the one that was read."""

    kind: CatalogKind
    code_system: str = Field(min_length=1, max_length=40)
    term: ImportTerm
    retired: bool = False
    term_id: int | None = None
    version: int = Field(0, ge=0)

    @model_validator(mode="after")
    def _facts_are_the_catalogs(self) -> Self:
        return self if self.term.facts is None else _of_kind(self, self.kind, self.term.facts)


def _of_kind(command: Checked, kind: CatalogKind, facts: Facts) -> Checked:
    if facts.kind != kind.value:
        raise ValueError(f"a term of {kind.value} has no facts of {facts.kind}")
    return command
