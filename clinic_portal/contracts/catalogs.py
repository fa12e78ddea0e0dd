"""The door of catalogs: global terms, seen through each clinic's own overrides."""

from enum import StrEnum
from typing import Protocol

from flask_babel import lazy_gettext as _
from pydantic import Field

from clinic_portal.foundation.events import Event
from clinic_portal.foundation.refusals import Refusal
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
    alias: str | None = Field(None, max_length=300)


class ImportTerm(Command):
    """A global term as a source has it: `names` by language."""

    code: str = Field(min_length=1, max_length=60)
    names: dict[str, str] = Field(min_length=1)
    synonyms: tuple[str, ...] = ()


class ImportReport(Value):
    added: int
    changed: int
    unchanged: int


class DuplicateCode(Refusal):
    """A source names one code twice; nothing of it was brought in."""

    message = _("The source names a code twice.")


class TermsOverridden(Event):
    """A clinic changed how it sees terms of a catalog, or took changes back."""

    catalog: CatalogKind
    term_ids: tuple[int, ...]


class CatalogImported(Event):
    """Global terms were added or changed; published for the house."""

    catalog: CatalogKind
    code_system: str
    added: int
    changed: int


class CatalogsContract(Protocol):
    """The catalogs as the entered clinic sees them."""

    def diseases(self, query: TermQuery) -> TermPage:
        """The clinic's view of the diseases (the original plan's `enfermedades_para_clinica`)."""

    def terms(self, query: TermQuery) -> TermPage:
        """The clinic's view of any catalog."""

    def counts(self) -> dict[CatalogKind, int]:
        """How many terms the clinic sees in each catalog."""

    def term(self, kind: CatalogKind, term_id: int, language: str = "es") -> TermView:
        """One term as the clinic sees it, hidden or not; raises NotFound."""

    def override(self, command: OverrideTerm) -> TermView:
        """Change how the entered clinic sees a term; raises NotFound."""

    def override_many(self, kind: CatalogKind, commands: tuple[OverrideTerm, ...]) -> None:
        """Change many terms of one catalog, all or none; raises NotFound."""

    def import_terms(self, kind: CatalogKind, code_system: str, terms: tuple[ImportTerm, ...]) -> ImportReport:
        """Bring global terms in, as an operator; the same terms twice change nothing.

        Raises NotAllowed where the process has no operator's role, DuplicateCode when `terms` name a code twice.
        """
