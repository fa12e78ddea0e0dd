"""A price list gets another name or note, goes out of use, or comes back, unless somebody else was quicker."""

from clinic_portal.contexts.catalogs.held_lists import held, named_once
from clinic_portal.contexts.catalogs.price_rules import name_key
from clinic_portal.contexts.catalogs.queries.price_lists import get_list
from clinic_portal.contracts.catalogs import EditPriceList, PriceList, PriceListAt
from clinic_portal.foundation.clock import now


def edit_price_list(command: EditPriceList) -> PriceList:
    """Raises NotFound, ListNameTaken or Stale."""
    row = held(command.price_list_id, command.version)
    with named_once():
        row.name, row.name_key, row.note = command.name, name_key(command.name), command.note
    return get_list(command.price_list_id)


def use_price_list(command: PriceListAt, *, used: bool) -> PriceList:
    """Raises NotFound, Stale or, for one that comes back, ListNameTaken."""
    row = held(command.price_list_id, command.version)
    with named_once():
        if used:
            row.retired_at = None
        elif row.retired_at is None:
            row.retired_at = now()
    return get_list(command.price_list_id)
