"""One row of the grid: looked at in all its detail, and changed as a whole or cell by cell."""

from flask import Response, g, request
from flask.typing import ResponseReturnValue

from clinic_portal.blueprints.catalogs import steps
from clinic_portal.blueprints.catalogs.asked import asked
from clinic_portal.blueprints.catalogs.doors import authors, catalogs
from clinic_portal.blueprints.catalogs.forms import WHOLE, ArrangementForm, sent, sent_names, standing
from clinic_portal.blueprints.catalogs.outcome import changed
from clinic_portal.blueprints.catalogs.shelves import Shelf, shelf_of
from clinic_portal.blueprints.catalogs.theirs import differences
from clinic_portal.contracts.catalogs import ArrangedTerm, ChangeKind
from clinic_portal.foundation.refusals import Refusal, Stale
from clinic_portal.foundation.web.difference import Difference, take
from clinic_portal.foundation.web.pages import answer, fragment, put, signal, wants_fragment
from clinic_portal.foundation.web.submit import submit

SURE, TAKE = "sure", "take"


def show(kind: str, term_id: int) -> ResponseReturnValue:
    """All there is to know about a term, with the whole form."""
    shelf = shelf_of(kind)
    row = _row(shelf, term_id)
    return _whole(row, shelf, standing(row), (), 200)


def part(kind: str, term_id: int) -> ResponseReturnValue:
    """The row of the grid as it stands."""
    shelf = shelf_of(kind)
    return fragment("catalogs/_row.html", row=_row(shelf, term_id), shelf=shelf)


def save(kind: str, term_id: int) -> ResponseReturnValue:
    """Save what was sent; or compare with what stands now; or take theirs into the form, without saving."""
    shelf = shelf_of(kind)
    row = _row(shelf, term_id)
    form = sent(row, shelf)
    if TAKE in request.form:
        return _take(row, shelf, form, request.form[TAKE])
    if _hides_used(row, form):
        return _ask(row, shelf)
    return submit(
        form,
        lambda: _save(row, shelf, form),
        lambda refusal, status: _again(row, shelf, form, refusal, status),
    )


def _row(shelf: Shelf, term_id: int) -> ArrangedTerm:
    return catalogs().arranged(shelf.kind, term_id, g.clinic.language)


def _save(row: ArrangedTerm, shelf: Shelf, form: ArrangementForm) -> Response:
    change = catalogs().arrange_each(shelf.kind, (form.command(row, shelf),))
    what = None
    if sent_names(shelf) == ("visible",):
        what = ChangeKind.SHOWN if form.visible.data else ChangeKind.HIDDEN
    fresh = _row(shelf, row.id) if wants_fragment() else None
    response = changed(change, asked(shelf.kind, request.form), what, row=fresh, shelf=shelf)
    return signal(response, "row-saved")


def _hides_used(row: ArrangedTerm, form: ArrangementForm) -> bool:
    """In one cell; the whole form says beside its switch where the term is used."""
    hides = row.arrangement.visible and not form.visible.data
    return bool(hides and row.uses and not {SURE, WHOLE} & set(request.form))


def _ask(row: ArrangedTerm, shelf: Shelf) -> Response:
    response = answer(
        "catalogs/hiding_one.html",
        "catalogs/_hiding_one.html",
        row=row,
        shelf=shelf,
        uses=catalogs().uses(shelf.kind, row.id),
    )
    return put(response, "#panel-body", "innerHTML")


def _take(theirs: ArrangedTerm, shelf: Shelf, form: ArrangementForm, name: str) -> Response:
    take(form, differences(form, theirs, shelf), name)
    form.put("version", theirs.version)
    return _whole(theirs, shelf, form, differences(form, theirs, shelf), 200)


def _again(row: ArrangedTerm, shelf: Shelf, form: ArrangementForm, refusal: Refusal | None, status: int) -> Response:
    """Mine stays in the form; saving it again replaces what stands now, which has been seen."""
    theirs = differences(form, row, shelf) if isinstance(refusal, Stale) else ()
    if isinstance(refusal, Stale):
        form.put("version", row.version)
    if WHOLE in request.form or not wants_fragment():
        return _whole(row, shelf, form, theirs, status)
    return _cells(row, shelf, form, theirs, status)


def _cells(
    row: ArrangedTerm, shelf: Shelf, form: ArrangementForm, theirs: tuple[Difference, ...], status: int
) -> Response:
    """The row with what was typed still in its cells."""
    changes = catalogs().changes(shelf.kind, row.id)[:1] if theirs else ()
    return fragment(
        "catalogs/_row.html",
        status,
        row=row,
        shelf=shelf,
        form=form,
        names=sent_names(shelf),
        theirs=theirs,
        changes=changes,
        authors=authors(changes),
    )


def _whole(
    row: ArrangedTerm, shelf: Shelf, form: ArrangementForm, theirs: tuple[Difference, ...], status: int
) -> Response:
    changes = catalogs().changes(shelf.kind, row.id)
    return answer(
        "catalogs/term.html",
        "catalogs/_term.html",
        status,
        row=row,
        shelf=shelf,
        form=form,
        theirs={difference.name: difference for difference in theirs},
        uses=catalogs().uses(shelf.kind, row.id),
        procedures=steps.names(row.facts),
        changes=changes,
        authors=authors(changes),
    )
