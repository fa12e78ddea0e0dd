"""Terms of a catalog to choose from, while one types."""

from flask import g, request
from flask.typing import ResponseReturnValue

from clinic_portal.blueprints.catalogs.doors import catalogs, my_terms
from clinic_portal.blueprints.catalogs.shelves import shelf_of
from clinic_portal.contracts.catalogs import CatalogKind, MyTerms, TermQuery, TermView
from clinic_portal.foundation.typed import one_line
from clinic_portal.foundation.web.pages import fragment

FOUND = 8


def index(kind: str) -> ResponseReturnValue:
    """Options whose value is the term's code; `of` is the name of the field that one types in."""
    shelf, field = shelf_of(kind), request.args.get("of", "q")
    text = one_line(request.args.get(field))[:100]
    mine = my_terms(shelf.kind)
    found = _found(shelf.kind, text, mine)
    return fragment("catalogs/_options.html", found=found, text=text, field=field[:60], mine=mine.starred_ids)


def _found(kind: CatalogKind, text: str, mine: MyTerms) -> tuple[TermView, ...]:
    """What the words find, the visitor's favourites first; before any word what they have at hand, then the others."""
    query = TermQuery(kind=kind, text=text, size=FOUND, language=g.clinic.language)
    found = catalogs().terms(query).terms
    if text:
        return tuple(sorted(found, key=lambda term: term.id not in mine.starred_ids))
    at_hand = {term.id: term for term in (*mine.starred, *mine.often, *found)}
    return tuple(at_hand.values())[:FOUND]
