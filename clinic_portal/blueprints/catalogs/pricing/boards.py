"""A list's grid as its pages show it: the prices that were asked for, and the change that can be taken back at once."""

from dataclasses import dataclass

from flask_login import current_user

from clinic_portal.blueprints.catalogs.doors import catalogs
from clinic_portal.blueprints.catalogs.pricing.asked import AskedPrices
from clinic_portal.contracts.catalogs import ListPricePage, PriceChange, PriceDeed


@dataclass(frozen=True)
class PriceBoard:
    """A page of a list's prices with what asked for it; `last` is the visitor's own latest change that still stands."""

    asked: AskedPrices
    found: ListPricePage
    last: PriceChange | None


def price_board(asked: AskedPrices) -> PriceBoard:
    """The page asked for, or the last one when there are not so many."""
    found = catalogs().list_prices(asked.query)
    if asked.query.page > found.pages:
        asked = AskedPrices(asked.query.model_copy(update={"page": found.pages}))
        found = catalogs().list_prices(asked.query)
    return PriceBoard(asked, found, last_price_change(asked.query.price_list_id))


def last_price_change(list_id: int) -> PriceChange | None:
    """The visitor's own latest change to a list's prices that has not been taken back."""
    mine = (change for change in catalogs().price_changes(list_id) if change.made_by == current_user.user_id)
    return next((change for change in mine if not change.undone and change.what is not PriceDeed.UNDONE), None)
