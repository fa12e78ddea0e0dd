"""Price lists of a clinic: arranged by its admin, asked by whoever charges."""

from clinic_portal.contexts.catalogs import price_ledger
from clinic_portal.contexts.catalogs.commands import apply_price_rule, edit_price_list
from clinic_portal.contexts.catalogs.commands.add_price_list import add_price_list
from clinic_portal.contexts.catalogs.commands.set_list_price import set_list_price
from clinic_portal.contexts.catalogs.commands.undo_prices import undo_prices
from clinic_portal.contexts.catalogs.queries import price_lists, prices
from clinic_portal.contracts.catalogs import (
    AddPriceList,
    ApplyRule,
    CatalogKind,
    EditPriceList,
    ListPrice,
    ListPricePage,
    ListPriceQuery,
    PriceChange,
    PriceFound,
    PriceList,
    PriceListAt,
    RulePreview,
    SetListPrice,
)
from clinic_portal.foundation.once import once
from clinic_portal.foundation.work import work


class Pricing:
    """Lists, their prices, and what something costs."""

    def price_lists(self, *, retired: bool = False) -> tuple[PriceList, ...]:
        with work():
            return price_lists.lists(retired=retired)

    def price_list(self, price_list_id: int) -> PriceList:
        with work():
            return price_lists.get_list(price_list_id)

    def add_price_list(self, command: AddPriceList) -> PriceList:
        with work():
            return once(command, PriceList, lambda: add_price_list(command))

    def edit_price_list(self, command: EditPriceList) -> PriceList:
        with work():
            return edit_price_list.edit_price_list(command)

    def retire_price_list(self, command: PriceListAt) -> PriceList:
        with work():
            return edit_price_list.use_price_list(command, used=False)

    def resume_price_list(self, command: PriceListAt) -> PriceList:
        with work():
            return edit_price_list.use_price_list(command, used=True)

    def list_prices(self, query: ListPriceQuery) -> ListPricePage:
        with work():
            return prices.page(query)

    def list_price(self, kind: CatalogKind, price_list_id: int, term_id: int, language: str = "es") -> ListPrice:
        with work():
            return prices.get_row(kind, price_list_id, term_id, language)

    def set_list_price(self, command: SetListPrice) -> ListPrice:
        with work():
            return set_list_price(command)

    def preview_rule(self, command: ApplyRule) -> RulePreview:
        with work():
            return apply_price_rule.preview_rule(command)

    def apply_rule(self, command: ApplyRule) -> PriceChange | None:
        with work():
            return apply_price_rule.apply_price_rule(command)

    def price_changes(self, price_list_id: int) -> tuple[PriceChange, ...]:
        with work():
            price_lists.get_list(price_list_id)
            return price_ledger.latest(price_list_id)

    def undo_prices(self, change_id: int) -> PriceChange:
        with work():
            return undo_prices(change_id)

    def price_of(self, kind: CatalogKind, term_id: int, price_list_id: int | None = None) -> PriceFound:
        return self.prices_of(kind, (term_id,), price_list_id)[term_id]

    def prices_of(
        self, kind: CatalogKind, term_ids: tuple[int, ...], price_list_id: int | None = None
    ) -> dict[int, PriceFound]:
        with work():
            return prices.costs(kind, term_ids, price_list_id)
