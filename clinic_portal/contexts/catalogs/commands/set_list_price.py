"""A term gets a price in a list, or goes back to the clinic's."""

from clinic_portal.contexts.catalogs import price_ledger, shelf
from clinic_portal.contexts.catalogs.held_lists import refuse_retired
from clinic_portal.contexts.catalogs.queries import prices
from clinic_portal.contracts.catalogs import ListPrice, PriceDeed, SetListPrice
from clinic_portal.foundation.refusals import Stale


def set_list_price(command: SetListPrice) -> ListPrice:
    """Raises NotFound, ListRetired, or Stale with the row as it stands."""
    kind, price_list_id, term_id = command.kind, command.price_list_id, command.term_id
    shelf.lock(kind)
    refuse_retired(price_list_id)
    row = prices.get_row(kind, price_list_id, term_id, command.language)
    if row.version != command.version:
        raise Stale(row)
    what = PriceDeed.CLEARED if command.price is None else PriceDeed.SET
    price_ledger.carry_out(price_list_id, kind, what, {term_id: command.price}, {term_id: row})
    return prices.get_row(kind, price_list_id, term_id, command.language)
