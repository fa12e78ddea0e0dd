"""One catalog: its terms as the clinic sees them, searched while one types."""

from functools import partial

from flask import Response, g, request
from flask.typing import ResponseReturnValue

from clinic_portal.blueprints.catalogs import steps
from clinic_portal.blueprints.catalogs.asked import FURTHEST_PAGE, LONGEST_SEARCH
from clinic_portal.blueprints.catalogs.doors import catalogs, my_terms
from clinic_portal.blueprints.catalogs.eyes import Eyes, asked_eyes, own_eyes
from clinic_portal.blueprints.catalogs.shelves import SHELVES, Shelf, shelf_of
from clinic_portal.contracts.catalogs import CatalogKind, MyTerms, TermPage, TermQuery
from clinic_portal.foundation.web.pages import answer, wants_fragment
from clinic_portal.foundation.web.shared import shared


def index(kind: str) -> ResponseReturnValue:
    """A page of the catalog that the address names, with what the visitor needs to see of it."""
    shelf, own = shelf_of(kind), own_eyes()
    mine = MyTerms() if asked_eyes(own).lent else my_terms(shelf.kind)
    if wants_fragment():
        return shared(partial(_draw, shelf), own, mine.starred_ids)
    return _draw(shelf, own, mine.starred_ids, mine)


def _draw(shelf: Shelf, own: Eyes, starred: frozenset[int], mine: MyTerms | None = None) -> Response:
    text = request.args.get("q", "")[:LONGEST_SEARCH].strip()
    found = _page(shelf.kind, text, min(max(1, request.args.get("page", 1, int)), FURTHEST_PAGE))
    return answer(
        "catalogs/terms.html",
        "catalogs/_terms.html",
        shelf=shelf,
        shelves=SHELVES.values(),
        text=text,
        found=found,
        eyes=asked_eyes(own),
        starred=starred,
        procedures=steps.names(*(term.facts for term in found.terms)),
        mine=mine,
    )


def _page(kind: CatalogKind, text: str, number: int) -> TermPage:
    """The page asked for, or the last one when there are not so many."""
    query = TermQuery(kind=kind, text=text, page=number, language=g.clinic.language)
    found = catalogs().terms(query)
    if number <= found.pages:
        return found
    return catalogs().terms(query.model_copy(update={"page": found.pages}))
