"""What the door of catalogs shows: a term as a clinic's people see it, and as its admin arranges it."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from clinic_portal.contracts.catalogs.facts import DiseaseFacts, Facts, Minutes, Price
from clinic_portal.foundation.values import Command, Page, Value

PAGE_SIZE = 50
OWN = "own"
"""The code system of the terms that a clinic adds itself."""


class CatalogKind(StrEnum):
    """The catalogs; the value is the word in the address."""

    DISEASES = "diseases"
    ALLERGENS = "allergens"
    PROCEDURES = "procedures"
    MEDICATIONS = "medications"
    TREATMENT_TEMPLATES = "treatment-templates"


class TermView(Value):
    """A term as the clinic sees it: `label` is its alias or the name in its language; money in its currency."""

    id: int
    code_system: str
    code: str
    label: str
    name: str
    alias: str | None
    own: bool = False
    favourite: bool = False
    price: Decimal | None = None
    minutes: int | None = None
    facts: Facts = DiseaseFacts()


class TermQuery(Command):
    """`text` finds by name, alias, synonym or code, without accents; `page` counts from 1."""

    kind: CatalogKind
    text: str = ""
    page: int = Field(1, ge=1)
    size: int = Field(PAGE_SIZE, ge=1, le=200)
    language: str = "es"


class TermPage(Page):
    """Favourites first, then by the clinic's order, then by the catalog's."""

    terms: tuple[TermView, ...]


class Arrangement(Value):
    """All that a clinic may lay over a term; nothing set is the term as it is shared."""

    visible: bool = True
    alias: str | None = Field(None, max_length=300)
    price: Price | None = None
    minutes: Minutes | None = None
    position: int | None = Field(None, ge=1, le=100_000)
    favourite: bool = False


class Badge(StrEnum):
    """Whose a term is: shared and untouched, shared and changed by the clinic, or the clinic's own."""

    GLOBAL = "global"
    MODIFIED = "modified"
    OWN = "own"


class ArrangedTerm(Value):
    """A row of the admin's grid; `version` stands in every form that changes it, 0 where nothing was arranged yet.

    `price` and `minutes` are what holds in the end, `global_…` what the shared term says. `uses` counts how often the
    clinic has used it. `changed_upstream` asks to be settled.
    """

    id: int
    kind: CatalogKind
    code_system: str
    code: str
    name: str
    names: dict[str, str]
    synonyms: tuple[str, ...]
    facts: Facts
    arrangement: Arrangement
    badge: Badge
    changed_upstream: bool
    retired: bool
    global_price: Decimal | None
    global_minutes: int | None
    uses: int
    version: int

    @property
    def label(self) -> str:
        return self.arrangement.alias or self.name

    @property
    def price(self) -> Decimal | None:
        return self.global_price if self.arrangement.price is None else self.arrangement.price

    @property
    def minutes(self) -> int | None:
        return self.global_minutes if self.arrangement.minutes is None else self.arrangement.minutes


class GridFilter(StrEnum):
    """Which rows of the grid are shown."""

    ALL = "all"
    VISIBLE = "visible"
    HIDDEN = "hidden"
    MODIFIED = "modified"
    OWN = "own"
    CHANGED = "changed"
    FAVOURITES = "favourites"
    USED = "used"


class GridSort(StrEnum):
    """`USUAL` is the order that the clinic's people see."""

    USUAL = "usual"
    CODE = "code"
    NAME = "name"
    PRICE = "price"
    USES = "uses"


class GridQuery(TermQuery):
    filter: GridFilter = GridFilter.ALL
    sort: GridSort = GridSort.USUAL
    descending: bool = False


class GridPage(Page):
    """`counts` says for each filter how many rows of the searched ones it shows."""

    rows: tuple[ArrangedTerm, ...]
    counts: dict[GridFilter, int]


class ChangeKind(StrEnum):
    """What was done at once, and can be undone at once."""

    ARRANGED = "arranged"
    RESET = "reset"
    HIDDEN = "hidden"
    SHOWN = "shown"
    ADDED = "added"
    EDITED = "edited"
    RETIRED = "retired"
    SETTLED = "settled"
    IMPORTED = "imported"
    UNDONE = "undone"


class Change(Value):
    """A change to the clinic's view: `labels` names the first few of its `count` terms, `made_by` the person's id."""

    id: int
    kind: CatalogKind
    what: ChangeKind
    made_at: datetime
    made_by: int | None
    count: int
    labels: tuple[str, ...]
    undone: bool


class Use(Value):
    """How often a clinic has used a term, and where: `place` is the word of another context or catalog."""

    place: str
    uses: int


class TermFace(Value):
    """A shared term at one version."""

    version: int
    names: dict[str, str]
    synonyms: tuple[str, ...]
    facts: Facts
    retired: bool


class UpstreamChange(Value):
    """A shared term that was changed or retired under what the clinic arranged or used; `then` is what it last saw."""

    term: ArrangedTerm
    then: TermFace | None
    now: TermFace
