"""A price list of a clinic with one price in it, the procedure of its own that has it, and the change that set it."""

from dataclasses import dataclass
from decimal import Decimal

from clinic_portal.contracts.catalogs import (
    AddOwnTerm,
    AddPriceList,
    CatalogKind,
    CatalogsContract,
    OwnTermFields,
    ProcedureFacts,
    SetListPrice,
)
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id


@dataclass(frozen=True)
class PriceThings:
    """What addresses about price lists may name."""

    price_list: int
    procedure: int
    change: int


def price_things() -> PriceThings:
    """New ones of the entered clinic."""
    door = find(CatalogsContract)
    fields = OwnTermFields(names={"es": "Procedimiento propio"}, facts=ProcedureFacts(price=Decimal(40)))
    procedure = door.add_own(AddOwnTerm(idempotency_key=new_id(), kind=CatalogKind.PROCEDURES, fields=fields))
    listed = door.add_price_list(AddPriceList(idempotency_key=new_id(), name=f"Convenio {new_id()}"))
    door.set_list_price(SetListPrice(price_list_id=listed.id, term_id=procedure.id, price=Decimal(35), version=0))
    return PriceThings(listed.id, procedure.id, door.price_changes(listed.id)[0].id)
