"""Many prices of a list at once: which terms, by what rule, and what would come of it."""

from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from clinic_portal.contracts.catalogs.commands import MOST_AT_ONCE
from clinic_portal.contracts.catalogs.values import CatalogKind, TermQuery
from clinic_portal.foundation.values import Command, Value

RULE_PREVIEWED = 100
"""So many of the prices that a rule would change are shown before it is carried out."""


class ListPriceQuery(TermQuery):
    """Terms that the clinic sees, in its own order; `only_priced` leaves those without a price of the list out."""

    kind: CatalogKind = CatalogKind.PROCEDURES
    price_list_id: int
    only_priced: bool = False


class Rounding(StrEnum):
    """To the nearest multiple of this amount; halves go up."""

    CENT = "0.01"
    FIVE_CENTS = "0.05"
    TEN_CENTS = "0.10"
    HALF = "0.50"
    ONE = "1"
    FIVE = "5"
    TEN = "10"


class PriceRule(Value):
    """`percent` more, or less when negative, than a base: another list's prices or, without one, the clinic's.

    `fill_only` leaves the prices that the list has already as they are.
    """

    percent: Decimal = Field(Decimal(0), ge=-100, le=1000, max_digits=6, decimal_places=2)
    rounding: Rounding = Rounding.CENT
    base_list_id: int | None = None
    fill_only: bool = False


class ApplyRule(Command):
    """Set many prices of a list by a rule: the named terms' or, with `matching`, those of every row found so.

    `seen` is what the preview was; without it whatever the rule gives now is written. `language` is that of the labels.
    """

    kind: CatalogKind = CatalogKind.PROCEDURES
    price_list_id: int
    rule: PriceRule
    term_ids: tuple[int, ...] = Field((), max_length=MOST_AT_ONCE)
    matching: ListPriceQuery | None = None
    seen: str = ""
    language: str = "es"


class RuleRow(Value):
    """A price as it would be: `base` is what the rule starts from, `now` the list's present price."""

    id: int
    code: str
    label: str
    base: Decimal
    now: Decimal | None
    then: Decimal


class RulePreview(Value):
    """The first of the prices that would change, and how many there are of each kind."""

    rows: tuple[RuleRow, ...]
    changed: int
    unchanged: int
    without_base: int
    seen: str
