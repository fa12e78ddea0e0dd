"""New editions of the shared catalogs, brought and applied by command: what each changes, and how far it is."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from clinic_portal.blueprints.operations.doors import catalogs
from clinic_portal.blueprints.operations.shelves import SHELVES
from clinic_portal.contracts.catalogs import DiffQuery, RowChange
from clinic_portal.foundation.typed import one_line
from clinic_portal.foundation.web.pages import answer

MOST_PAGES = 100_000


def index() -> ResponseReturnValue:
    """The latest hundred."""
    return render_template("operations/editions.html", editions=catalogs().editions(), shelves=SHELVES)


def show(edition_id: int) -> ResponseReturnValue:
    """One edition with a page of its differences; it asks again by itself while it is being applied."""
    what, text = request.args.get("what", ""), one_line(request.args.get("q"))[:200]
    page = min(max(1, request.args.get("page", 1, int)), MOST_PAGES)
    wish = RowChange(what) if what in set(RowChange) else None
    edition = catalogs().edition(edition_id)
    diff = catalogs().edition_diff(DiffQuery(edition_id=edition_id, what=wish, text=text, page=page))
    return answer(
        "operations/edition.html",
        "operations/_edition.html",
        edition=edition,
        diff=diff,
        what=wish,
        text=text,
        shelves=SHELVES,
    )
