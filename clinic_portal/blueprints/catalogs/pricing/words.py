"""How prices of a list, and what was done to them, are said on the screen."""

from decimal import Decimal

from flask_babel import format_decimal, gettext as _, lazy_gettext

from clinic_portal.contracts.catalogs import ListPrice, PriceDeed, PriceRule
from clinic_portal.foundation.web.filters import money

DEEDS = {
    PriceDeed.SET: lazy_gettext("Price set"),
    PriceDeed.CLEARED: lazy_gettext("Back to the clinic’s price"),
    PriceDeed.RULED: lazy_gettext("By a rule"),
    PriceDeed.COPIED: lazy_gettext("Copied"),
    PriceDeed.UNDONE: lazy_gettext("Taken back"),
}


def compared(row: ListPrice) -> str:
    """How much more or less than in the clinic it costs in the list: `−10 %`; empty where that cannot be said."""
    if row.price is None or not row.usual:
        return ""
    return signed((row.price - row.usual) * 100 / row.usual)


def signed(percent: Decimal) -> str:
    """With its sign, and at most one decimal: `+12,5 %`, `=`."""
    rounded = percent.quantize(Decimal("0.1"))
    if not rounded:
        return "="
    return f"{'−' if rounded < 0 else '+'}{format_decimal(abs(rounded).normalize(), '#,##0.#')} %"


def rule(said: PriceRule, base: str) -> str:
    """`your clinic’s prices −10 %, rounded to 1,00 €`."""
    percent = signed(said.percent) if said.percent else ""
    start = f"{base} {percent}".strip()
    return _("%(start)s, rounded to %(step)s", start=start, step=money(Decimal(said.rounding.value)))
