"""Procedures with prices for tests: what three of them cost, and ways to list and price them."""

from decimal import Decimal

from flask import Flask

from clinic_portal.contexts.catalogs.service import CatalogsService
from clinic_portal.contracts.catalogs import (
    AddPriceList,
    ApplyRule,
    CatalogKind,
    CatalogsContract,
    ImportTerm,
    ListPrice,
    ListPriceQuery,
    PriceList,
    PriceRule,
    ProcedureFacts,
    Rounding,
    SetListPrice,
)
from clinic_portal.foundation.ids import new_id

NOBODYS = 10**9
TEN_LESS = PriceRule(percent=Decimal(-10), rounding=Rounding.FIVE_CENTS)

PX = CatalogKind.PROCEDURES
CLEANING = ImportTerm(code="CLEAN", names={"es": "Limpieza", "en": "Cleaning"}, facts=ProcedureFacts(price="45.50"))
FILLING = ImportTerm(code="FILL", names={"es": "Empaste", "en": "Filling"}, facts=ProcedureFacts(price="60"))
ADVICE = ImportTerm(code="TALK", names={"es": "Consejo", "en": "Advice"})
"""Nobody has said what it costs."""


def fill(app: Flask) -> None:
    with app.app_context():
        service = CatalogsService(app.config["SETTINGS"].database_operator_url)
        service.import_terms(PX, "portal-px", (CLEANING, FILLING, ADVICE))


def begin(door: CatalogsContract, name: str = "Mutua", copy_of: int | None = None) -> PriceList:
    return door.add_price_list(AddPriceList(idempotency_key=new_id(), name=name, copy_of=copy_of))


def rows(door: CatalogsContract, of: PriceList, text: str = "", **others: object) -> dict[str, ListPrice]:
    """The rows of a list by code."""
    found = door.list_prices(ListPriceQuery(price_list_id=of.id, text=text, **others))
    return {row.code: row for row in found.rows}


def price(door: CatalogsContract, of: PriceList, code: str, amount: str | None) -> ListPrice:
    """Give a procedure a price, whatever stands."""
    row = rows(door, of, code)[code]
    wanted = None if amount is None else Decimal(amount)
    return door.set_list_price(SetListPrice(price_list_id=of.id, term_id=row.id, price=wanted, version=row.version))


def effective(door: CatalogsContract, of: PriceList) -> dict[str, str]:
    return {code: str(row.effective) for code, row in rows(door, of).items()}


def ruled(of, rule=TEN_LESS, **others):
    matching = None if "term_ids" in others else ListPriceQuery(price_list_id=of.id)
    return ApplyRule(price_list_id=of.id, rule=rule, **{"matching": matching, **others})
