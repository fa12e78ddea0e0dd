"""Which prices of a list are asked for, by an address or by a form that was sent from its grid."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import g, url_for

from clinic_portal.blueprints.catalogs.asked import FURTHEST_PAGE, LONGEST_SEARCH
from clinic_portal.contracts.catalogs import ListPriceQuery
from clinic_portal.foundation.typed import one_line, whole_number

PRICED = "priced"


@dataclass(frozen=True)
class AskedPrices:
    """A query, as the part of an address that it is."""

    query: ListPriceQuery

    @property
    def values(self) -> dict[str, Any]:
        """What the address says; what is as usual it does not say."""
        query = self.query
        return {
            "q": query.text or None,
            "filter": PRICED if query.only_priced else None,
            "page": query.page if query.page > 1 else None,
        }

    def address(self, **changed: Any) -> str:
        """The list's grid with other values; from another filter on one begins at the first page."""
        values = {**self.values, "page": None, **changed}
        return url_for("catalogs.list_prices_show", list_id=self.query.price_list_id, **values)

    @property
    def here(self) -> str:
        return self.address(page=self.values["page"])


def asked_prices(list_id: int, said: Mapping[str, str]) -> AskedPrices:
    """What `said`, an address's or a form's values, asks for; what cannot be is as usual."""
    return AskedPrices(
        ListPriceQuery(
            price_list_id=list_id,
            text=one_line(said.get("q"))[:LONGEST_SEARCH],
            only_priced=said.get("filter") == PRICED,
            page=min(max(1, whole_number(said.get("page")) or 1), FURTHEST_PAGE),
            language=g.clinic.language,
        )
    )
