"""A clinic begins a price list, empty or with the prices of another one."""

from clinic_portal.contexts.catalogs import price_ledger
from clinic_portal.contexts.catalogs.held_lists import named_once
from clinic_portal.contexts.catalogs.price_models import ClinicPriceList
from clinic_portal.contexts.catalogs.price_rules import name_key
from clinic_portal.contexts.catalogs.queries import prices
from clinic_portal.contexts.catalogs.queries.price_lists import get_list
from clinic_portal.contracts.catalogs import AddPriceList, CatalogKind, PriceDeed, PriceList
from clinic_portal.foundation.work import current_work


def add_price_list(command: AddPriceList) -> PriceList:
    """Raises ListNameTaken, or NotFound for a list to copy that there is not."""
    if command.copy_of is not None:
        get_list(command.copy_of)
    row = ClinicPriceList(name=command.name, name_key=name_key(command.name), note=command.note)
    with named_once():
        current_work().add(row)
    if command.copy_of is not None:
        _copy(command.copy_of, row.id)
    return get_list(row.id)


def _copy(from_id: int, to_id: int) -> None:
    """The prices of procedures, which alone have any, and which the clinic still sees."""
    kind = CatalogKind.PROCEDURES
    copied = prices.prices_in(kind, from_id)
    before = {row.id: row for row in prices.rows(kind, to_id, copied)}
    after = {term_id: price for term_id, price in copied.items() if term_id in before}
    price_ledger.carry_out(to_id, kind, PriceDeed.COPIED, after, before)
