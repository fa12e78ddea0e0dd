"""Terms of a catalog to choose from, while one types."""

from flask import g, request
from flask.typing import ResponseReturnValue

from clinic_portal.blueprints.catalogs.doors import catalogs
from clinic_portal.blueprints.catalogs.shelves import shelf_of
from clinic_portal.contracts.catalogs import TermQuery
from clinic_portal.foundation.typed import one_line
from clinic_portal.foundation.web.pages import fragment

FOUND = 8


def index(kind: str) -> ResponseReturnValue:
    """Options whose value is the term's code; `of` is the name of the field that one types in."""
    shelf, field = shelf_of(kind), request.args.get("of", "q")
    text = one_line(request.args.get(field))[:100]
    query = TermQuery(kind=shelf.kind, text=text, size=FOUND, language=g.clinic.language)
    return fragment("catalogs/_options.html", found=catalogs().terms(query).terms, text=text, field=field[:60])
