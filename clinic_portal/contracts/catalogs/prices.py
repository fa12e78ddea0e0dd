"""What a clinic charges whom: price lists beside its own prices, for an insurer, a plan or a kind of patient."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Protocol

from pydantic import Field

from clinic_portal.contracts.catalogs.facts import Price
from clinic_portal.contracts.catalogs.price_rules import ApplyRule, ListPriceQuery, RulePreview
from clinic_portal.contracts.catalogs.values import CatalogKind
from clinic_portal.foundation.values import Command, Creation, Value

ListName = Annotated[str, Field(min_length=1, max_length=120)]
ListNote = Annotated[str, Field(max_length=1000)]


class PriceList(Value):
    """`prices` is how many terms have a price of this list; all others cost what they cost in the clinic."""

    id: int
    name: str
    note: str
    retired: bool
    prices: int
    version: int


class AddPriceList(Creation):
    """A new list; with `copy_of` it begins with the prices of another one."""

    name: ListName
    note: ListNote = ""
    copy_of: int | None = None


class EditPriceList(Command):
    """Rename a list, or change its note; `version` is the one that was read."""

    price_list_id: int
    version: int = Field(ge=1)
    name: ListName
    note: ListNote = ""


class PriceListAt(Command):
    """A list as it was read."""

    price_list_id: int
    version: int = Field(ge=1)


class PriceSource(StrEnum):
    """Where a price comes from: the list, the clinic, the shared catalog; or nobody has said one."""

    LIST = "list"
    CLINIC = "clinic"
    GLOBAL = "global"
    NONE = "none"


class PriceFound(Value):
    """What something costs, in the clinic's currency; None when nobody has said it."""

    price: Decimal | None
    source: PriceSource


class ListPrice(Value):
    """A term in a price list: the list's price, the clinic's, the shared one; `version` 0 where the list has none."""

    id: int
    kind: CatalogKind
    code: str
    label: str
    own: bool
    price: Decimal | None
    clinic_price: Decimal | None
    global_price: Decimal | None
    version: int

    @property
    def usual(self) -> Decimal | None:
        """What it costs without any list."""
        return self.global_price if self.clinic_price is None else self.clinic_price

    @property
    def effective(self) -> Decimal | None:
        """What it costs for whom the list is made."""
        return self.usual if self.price is None else self.price


class ListPricePage(Value):
    """`every` and `priced` count the searched terms: all of them, and those with a price of the list."""

    price_list: PriceList
    rows: tuple[ListPrice, ...]
    every: int
    priced: int
    total: int
    page: int
    size: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))


class SetListPrice(Command):
    """Give a term a price in a list; None takes it out, so that the clinic's price counts again."""

    kind: CatalogKind = CatalogKind.PROCEDURES
    price_list_id: int
    term_id: int
    price: Price | None
    version: int = Field(ge=0)
    language: str = "es"


class PriceDeed(StrEnum):
    """What was done to a list's prices at once, and can be undone at once."""

    SET = "set"
    CLEARED = "cleared"
    RULED = "ruled"
    COPIED = "copied"
    UNDONE = "undone"


class PriceChange(Value):
    """A change to the prices of a list: `labels` names the first few of its `count` terms."""

    id: int
    price_list_id: int
    what: PriceDeed
    made_at: datetime
    made_by: int | None
    count: int
    labels: tuple[str, ...]
    undone: bool


class Pricing(Protocol):
    """Price lists of the entered clinic."""

    def price_lists(self, *, retired: bool = False) -> tuple[PriceList, ...]:
        """Those in use by name or, with `retired`, all of them."""

    def price_list(self, price_list_id: int) -> PriceList:
        """One of them, retired or not; raises NotFound."""

    def add_price_list(self, command: AddPriceList) -> PriceList:
        """Raises ListNameTaken, or NotFound for a list to copy that there is not."""

    def edit_price_list(self, command: EditPriceList) -> PriceList:
        """Raises NotFound, ListNameTaken, or Stale with the list as it stands."""

    def retire_price_list(self, command: PriceListAt) -> PriceList:
        """Take it out of use, with its prices; raises NotFound or Stale."""

    def resume_price_list(self, command: PriceListAt) -> PriceList:
        """Use it again; raises NotFound, ListNameTaken or Stale."""

    def list_prices(self, query: ListPriceQuery) -> ListPricePage:
        """Every term that the clinic sees with its prices, searched and paged; raises NotFound."""

    def list_price(self, kind: CatalogKind, price_list_id: int, term_id: int, language: str = "es") -> ListPrice:
        """One row of it; raises NotFound."""

    def set_list_price(self, command: SetListPrice) -> ListPrice:
        """Raises NotFound, ListRetired, or Stale with the row as it stands."""

    def preview_rule(self, command: ApplyRule) -> RulePreview:
        """What a rule would do; raises NotFound or PriceTooHigh."""

    def apply_rule(self, command: ApplyRule) -> PriceChange | None:
        """Carry it out; None when nothing had to change.

        Raises NotFound, ListRetired, PriceTooHigh, or Stale with another preview when prices changed since the first.
        """

    def price_changes(self, price_list_id: int) -> tuple[PriceChange, ...]:
        """The latest changes to a list's prices, newest first; raises NotFound."""

    def undo_prices(self, change_id: int) -> PriceChange:
        """Take a change back, whole; raises NotFound, AlreadyUndone, ListRetired, or ChangedSince."""

    def price_of(self, kind: CatalogKind, term_id: int, price_list_id: int | None = None) -> PriceFound:
        """The list's price, else the clinic's, else the shared one; hidden and retired count. Raises NotFound."""

    def prices_of(
        self, kind: CatalogKind, term_ids: tuple[int, ...], price_list_id: int | None = None
    ) -> dict[int, PriceFound]:
        """The same for many terms at once; raises NotFound for a list or a term that there is not."""
