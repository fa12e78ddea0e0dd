"""The global catalog as operators see it."""

from clinic_portal.contracts.catalogs.facts import Facts
from clinic_portal.contracts.catalogs.values import CatalogKind
from clinic_portal.foundation.record import Verb
from clinic_portal.foundation.values import Page, Value


class CatalogVerb(Verb):
    """What operators do to the global catalog."""

    ADD = "term.add"
    CHANGE = "term.change"
    IMPORT = "terms.import"
    STAGE = "edition.stage"
    BEGIN = "edition.begin"
    APPLY = "edition.apply"
    DISCARD = "edition.discard"


class GlobalTerm(Value):
    """A shared term; `version` rises with every change that clinics should hear of."""

    id: int
    kind: CatalogKind
    code_system: str
    code: str
    names: dict[str, str]
    synonyms: tuple[str, ...]
    facts: Facts
    retired: bool
    version: int


class GlobalPage(Page):
    terms: tuple[GlobalTerm, ...]


class ImportReport(Value):
    added: int
    changed: int
    unchanged: int
