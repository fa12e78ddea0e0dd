"""The door of catalogs: global terms, seen through each clinic's own overrides."""

from enum import StrEnum
from typing import Protocol

from pydantic import Field

from clinic_portal.foundation.values import Command, Value

VERSION = 1
PAGE_SIZE = 50


class CatalogKind(StrEnum):
    """The catalogs; the value is the word in the address."""

    DISEASES = "diseases"
    ALLERGENS = "allergens"
    PROCEDURES = "procedures"
    MEDICATIONS = "medications"
    TREATMENT_TEMPLATES = "treatment-templates"


class TermView(Value):
    """A term as the clinic sees it: `label` is its alias or the name in its language."""

    id: int
    code_system: str
    code: str
    label: str
    name: str
    alias: str | None


class TermQuery(Command):
    """`text` finds by name, alias, synonym or code, without accents; `page` counts from 1."""

    kind: CatalogKind
    text: str = ""
    page: int = Field(1, ge=1)
    size: int = Field(PAGE_SIZE, ge=1, le=200)
    language: str = "es"


class TermPage(Value):
    terms: tuple[TermView, ...]
    total: int
    page: int
    size: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))


class OverrideTerm(Command):
    """What the entered clinic changes about a global term; None takes a change back."""

    kind: CatalogKind
    term_id: int
    visible: bool = True
    alias: str | None = None


class ImportTerm(Command):
    """A global term as a source has it: `names` by language."""

    code: str
    names: dict[str, str]
    synonyms: tuple[str, ...] = ()


class ImportReport(Value):
    added: int
    changed: int
    unchanged: int


class CatalogsContract(Protocol):
    """The catalogs as the entered clinic sees them."""

    def diseases(self, query: TermQuery) -> TermPage:
        """The clinic's view of the diseases (the original plan's `enfermedades_para_clinica`)."""

    def terms(self, query: TermQuery) -> TermPage:
        """The clinic's view of any catalog."""

    def term(self, kind: CatalogKind, term_id: int) -> TermView:
        """One term as the clinic sees it, hidden or not; raises NotFound."""

    def override(self, command: OverrideTerm) -> TermView:
        """Change how the entered clinic sees a term; raises NotFound."""

    def import_terms(self, kind: CatalogKind, code_system: str, terms: tuple[ImportTerm, ...]) -> ImportReport:
        """Bring global terms in, as an operator; the same terms twice change nothing."""
