"""Which rows of the grid are asked for, by an address or by a form that was sent from the grid."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import g, url_for

from clinic_portal.contracts.catalogs import CatalogKind, GridFilter, GridQuery, GridSort
from clinic_portal.foundation.typed import whole_number

LONGEST_SEARCH, FURTHEST_PAGE = 100, 100_000
DOWN = "down"


@dataclass(frozen=True)
class Asked:
    """A query, as the part of an address that it is."""

    query: GridQuery

    @property
    def values(self) -> dict[str, Any]:
        """What the address says; what is as usual it does not say."""
        query, usual = self.query, GridQuery(kind=self.query.kind)
        return {
            "q": query.text or None,
            "filter": query.filter.value if query.filter is not usual.filter else None,
            "sort": query.sort.value if query.sort is not usual.sort else None,
            "dir": DOWN if query.descending else None,
            "page": query.page if query.page > 1 else None,
        }

    def address(self, **changed: Any) -> str:
        """The grid with other values; from another order or filter on one begins at the first page."""
        values = {**self.values, "page": None, **changed}
        return url_for("catalogs.arrangement_show", kind=self.query.kind.value, **values)

    @property
    def here(self) -> str:
        return self.address(page=self.values["page"])

    def sorted_by(self, word: str) -> str:
        """By this column; a second time the other way round."""
        sort = GridSort(word)
        descending = self.query.sort is sort and not self.query.descending
        wanted = sort.value if sort is not GridSort.USUAL else None
        return self.address(sort=wanted, dir=DOWN if descending else None)


def asked(kind: CatalogKind, said: Mapping[str, str]) -> Asked:
    """What `said`, an address's or a form's values, asks for; what cannot be is as usual."""
    return Asked(
        GridQuery(
            kind=kind,
            text=said.get("q", "")[:LONGEST_SEARCH].replace("\0", "").strip(),
            filter=_one_of(GridFilter, said.get("filter"), GridFilter.ALL),
            sort=_one_of(GridSort, said.get("sort"), GridSort.USUAL),
            descending=said.get("dir") == DOWN,
            page=min(max(1, whole_number(said.get("page")) or 1), FURTHEST_PAGE),
            language=g.clinic.language,
        )
    )


def _one_of(words: Any, said: str | None, usual: Any) -> Any:
    return words(said) if said in set(words) else usual
