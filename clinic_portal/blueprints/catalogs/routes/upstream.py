"""Changes of the shared catalog that the clinic has not settled: as it was, as it is, and what to make of it."""

from typing import Any

from flask import Response, g, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.catalogs import steps
from clinic_portal.blueprints.catalogs.doors import catalogs
from clinic_portal.blueprints.catalogs.faces import lines
from clinic_portal.blueprints.catalogs.shelves import SHELVES, Shelf, shelf_of
from clinic_portal.blueprints.catalogs.words import said
from clinic_portal.contracts.catalogs import Settlement, SettleTerms
from clinic_portal.foundation.typed import whole_number
from clinic_portal.foundation.web.pages import answer, done, tell, wants_fragment

_MOST = 200


def index(kind: str) -> ResponseReturnValue:
    """All that waits, both sides of each."""
    return _show(shelf_of(kind), 200)


def settle(kind: str) -> ResponseReturnValue:
    """Accept the shared term as it now is, or keep what the clinic had: of one, or of all."""
    shelf = shelf_of(kind)
    wish = request.form.get("settlement", "")
    named = [whole_number(text) for text in request.form.getlist("term_id")[:_MOST]]
    term_ids = tuple(number for number in named if number)
    if wish not in set(Settlement) or not (term_ids or "everything" in request.form):
        return tell(_show(shelf, 422), _("Say for which terms, and whether to accept or to keep."), "warn")
    change = catalogs().settle(
        SettleTerms(
            kind=shelf.kind,
            settlement=Settlement(wish),
            term_ids=term_ids,
            versions=_seen(),
            language=g.clinic.language,
        )
    )
    waiting = _waiting(shelf)
    text = said(change) if change else _nothing_done(term_ids, waiting)
    there = url_for("catalogs.upstream_index", kind=shelf.kind.value)
    told = "" if change and wants_fragment() else text
    values = {"change": change, "text": text, "kind": shelf.kind.value}
    return done("catalogs/_settled.html", there, told, **values, **waiting)


def _seen() -> dict[int, int]:
    """The versions that the page showed: `12.3` is the third of term 12."""
    pairs = (text.partition(".") for text in request.form.getlist("seen")[:_MOST])
    numbers = ((whole_number(term_id), whole_number(version)) for term_id, _dot, version in pairs)
    return {term_id: version for term_id, version in numbers if term_id and version}


def _nothing_done(term_ids: tuple[int, ...], waiting: dict[str, Any]) -> str:
    if any(not term_ids or change.term.id in term_ids for change, _lines in waiting["waiting"]):
        return _("It changed again meanwhile. Look at what it says now.")
    return _("Everything was so already.")


def _show(shelf: Shelf, status: int) -> Response:
    return answer("catalogs/upstream.html", "catalogs/_upstream.html", status, **_waiting(shelf))


def _waiting(shelf: Shelf) -> dict[str, Any]:
    waiting = catalogs().pending(shelf.kind, g.clinic.language)
    faces = (face for one in waiting for face in (one.then, one.now) if face)
    procedures = steps.names(*(face.facts for face in faces))
    return {
        "shelf": shelf,
        "shelves": SHELVES.values(),
        "waiting": tuple((one, lines(one, procedures)) for one in waiting),
        "most": _MOST,
    }
