"""One catalog: its terms as the clinic sees them, searched while one types."""

from flask import g, request
from flask.typing import ResponseReturnValue

from clinic_portal.blueprints.catalogs import steps
from clinic_portal.blueprints.catalogs.asked import FURTHEST_PAGE, LONGEST_SEARCH
from clinic_portal.blueprints.catalogs.doors import catalogs, my_terms
from clinic_portal.blueprints.catalogs.eyes import eyes
from clinic_portal.blueprints.catalogs.shelves import SHELVES, shelf_of
from clinic_portal.contracts.catalogs import CatalogKind, MyTerms, TermPage, TermQuery
from clinic_portal.foundation.web.pages import answer


def index(kind: str) -> ResponseReturnValue:
    """A page of the catalog that the address names, with what the visitor needs to see of it."""
    shelf, text = shelf_of(kind), request.args.get("q", "")[:LONGEST_SEARCH].strip()
    found = _page(shelf.kind, text, min(max(1, request.args.get("page", 1, int)), FURTHEST_PAGE))
    seen_as = eyes()
    return answer(
        "catalogs/terms.html",
        "catalogs/_terms.html",
        shelf=shelf,
        shelves=SHELVES.values(),
        text=text,
        found=found,
        eyes=seen_as,
        mine=MyTerms() if seen_as.lent else my_terms(shelf.kind),
        procedures=steps.names(*(term.facts for term in found.terms)),
    )


def _page(kind: CatalogKind, text: str, number: int) -> TermPage:
    """The page asked for, or the last one when there are not so many."""
    query = TermQuery(kind=kind, text=text, page=number, language=g.clinic.language)
    found = catalogs().terms(query)
    if number <= found.pages:
        return found
    return catalogs().terms(query.model_copy(update={"page": found.pages}))
