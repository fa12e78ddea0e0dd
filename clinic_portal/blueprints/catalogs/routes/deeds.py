"""One thing done to many terms at once: those that are marked, or all that the grid finds."""

from flask import Response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.catalogs.asked import Asked, asked
from clinic_portal.blueprints.catalogs.boards import board_of
from clinic_portal.blueprints.catalogs.doors import catalogs
from clinic_portal.blueprints.catalogs.outcome import changed
from clinic_portal.blueprints.catalogs.routes.arrangement import grid
from clinic_portal.blueprints.catalogs.shelves import SHELVES, shelf_of
from clinic_portal.contracts.catalogs import PAGE_SIZE, ArrangeMany, CatalogKind, Deed
from clinic_portal.foundation.typed import whole_number
from clinic_portal.foundation.web.pages import answer, put, wants_fragment

EVERYTHING, SURE = "everything", "sure"
_MOST_MARKED = 4 * PAGE_SIZE


def create(kind: str) -> ResponseReturnValue:
    """Do it; hiding what is in use asks first."""
    shelf = shelf_of(kind)
    wanted, command = asked(shelf.kind, request.form), _command(shelf.kind)
    if command is None:
        return grid(wanted, 422, _("Mark the terms first, then say what to do with them."))
    if command.deed is Deed.HIDE and SURE not in request.form and (used := catalogs().used_among(command)):
        return _ask(wanted, command, used)
    change = catalogs().arrange_many(command)
    return changed(change, wanted, shelf=shelf, board=board_of(wanted) if wants_fragment() else None)


def _command(kind: CatalogKind) -> ArrangeMany | None:
    """What the form asks for; None when it names no deed or no terms."""
    deed = request.form.get("deed", "")
    marked = [whole_number(text) for text in request.form.getlist("term_id")[:_MOST_MARKED]]
    term_ids = tuple(dict.fromkeys(number for number in marked if number))
    if deed not in set(Deed):
        return None
    if EVERYTHING in request.form:
        return ArrangeMany(kind=kind, deed=Deed(deed), matching=asked(kind, request.form).query)
    return ArrangeMany(kind=kind, deed=Deed(deed), term_ids=term_ids) if term_ids else None


def _ask(wanted: Asked, command: ArrangeMany, used: int) -> Response:
    count = catalogs().grid(command.matching).total if command.matching else len(command.term_ids)
    response = answer(
        "catalogs/hiding.html",
        "catalogs/_hiding.html",
        shelf=SHELVES[command.kind],
        wanted=wanted,
        command=command,
        used=used,
        count=count,
    )
    return put(response, "#panel-body", "innerHTML")
