"""One catalog: its terms as the clinic sees them, searched while one types."""

from flask import g, request
from flask.typing import ResponseReturnValue

from clinic_portal.blueprints.catalogs.shelves import SHELVES
from clinic_portal.contracts.catalogs import CatalogKind, CatalogsContract, TermPage, TermQuery
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.web.pages import answer

LONGEST_SEARCH, FURTHEST_PAGE = 100, 100_000


def index(kind: str) -> ResponseReturnValue:
    """A page of the catalog that the address names; NotFound for another word."""
    catalog, text = _kind(kind), request.args.get("q", "")[:LONGEST_SEARCH].strip()
    found = _page(catalog, text, min(max(1, request.args.get("page", 1, int)), FURTHEST_PAGE))
    return answer(
        "catalogs/terms.html",
        "catalogs/_terms.html",
        shelf=SHELVES[catalog],
        shelves=SHELVES.values(),
        text=text,
        found=found,
    )


def _kind(word: str) -> CatalogKind:
    try:
        return CatalogKind(word)
    except ValueError:
        raise NotFound from None


def _page(kind: CatalogKind, text: str, number: int) -> TermPage:
    """The page asked for, or the last one when there are not so many."""
    catalogs, query = find(CatalogsContract), TermQuery(kind=kind, text=text, page=number, language=g.clinic.language)
    found = catalogs.terms(query)
    if number <= found.pages:
        return found
    return catalogs.terms(query.model_copy(update={"page": found.pages}))
