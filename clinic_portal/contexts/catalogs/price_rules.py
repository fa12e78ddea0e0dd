"""How a rule makes prices out of other prices: pure values in, pure values out."""

import hashlib
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from clinic_portal.contracts.catalogs import PriceFound, PriceRule, PriceSource, PriceTooHigh, Rounding, RuleRow
from clinic_portal.foundation.folding import folded

CENT = Decimal("0.01")
HIGHEST = Decimal("9999999999.99")


def ruled(base: Decimal, rule: PriceRule) -> Decimal:
    """So many percent more or less than `base`, rounded; raises PriceTooHigh."""
    price = rounded(base * (100 + rule.percent) / 100, rule.rounding)
    if price > HIGHEST:
        raise PriceTooHigh
    return price


def rounded(amount: Decimal, rounding: Rounding) -> Decimal:
    """The nearest multiple, halves up, with two decimals."""
    step = Decimal(rounding.value)
    return ((amount / step).quantize(Decimal(1), ROUND_HALF_UP) * step).quantize(CENT)


def fingerprint(rows: Iterable[RuleRow]) -> str:
    """The same for the same prices: what a preview was."""
    said = "|".join(f"{row.id}:{row.now}:{row.then}" for row in sorted(rows, key=lambda row: row.id))
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def first_said(listed: Decimal | None, clinics: Decimal | None, shared: Decimal | None, *, own: bool) -> PriceFound:
    """The list's price, else the clinic's, else the shared one; all that an own term says is the clinic's."""
    if listed is not None:
        return PriceFound(price=listed, source=PriceSource.LIST)
    if clinics is not None:
        return PriceFound(price=clinics, source=PriceSource.CLINIC)
    if shared is not None:
        return PriceFound(price=shared, source=PriceSource.CLINIC if own else PriceSource.GLOBAL)
    return PriceFound(price=None, source=PriceSource.NONE)


def name_key(name: str) -> str:
    """Names that one would take for the same have the same."""
    return folded(name) or name
