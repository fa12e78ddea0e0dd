"""The terms that all clinics share: found, added, changed, and taken out of use."""

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.operations.doors import catalogs
from clinic_portal.blueprints.operations.shelves import SHELVES, kind_of
from clinic_portal.blueprints.operations.term_form import TermForm, differences, filled, form_of
from clinic_portal.contracts.catalogs import GlobalTerm, TermQuery
from clinic_portal.foundation.refusals import Refusal, Stale
from clinic_portal.foundation.typed import one_line
from clinic_portal.foundation.web.difference import Difference, take
from clinic_portal.foundation.web.pages import answer, go_to
from clinic_portal.foundation.web.submit import submit

MOST_PAGES = 100_000


def index(catalog: str) -> ResponseReturnValue:
    """A page of a catalog, retired terms too; its fragment while somebody types into its search field."""
    kind = kind_of(catalog)
    text = one_line(request.args.get("q"))[:200]
    page = min(max(1, request.args.get("page", 1, int)), MOST_PAGES)
    found = catalogs().global_terms(TermQuery(kind=kind, text=text, page=page))
    return answer("operations/terms.html", "operations/_terms.html", found=found, text=text, kind=kind, shelves=SHELVES)


def new(catalog: str) -> ResponseReturnValue:
    return _show(form_of(kind_of(catalog), None), None, 200)


def create(catalog: str) -> ResponseReturnValue:
    form = form_of(kind_of(catalog))
    return submit(form, lambda: _save(form, None), lambda _refusal, status: _show(form, None, status))


def edit(catalog: str, term_id: int) -> ResponseReturnValue:
    standing = catalogs().global_term(kind_of(catalog), term_id)
    return _show(filled(standing), standing, 200)


def save(catalog: str, term_id: int) -> ResponseReturnValue:
    """Save; or compare with what stands now; or take a field of theirs into the form, without saving."""
    standing = catalogs().global_term(kind_of(catalog), term_id)
    form = form_of(standing.kind)
    form.code_system.process_data(standing.code_system)
    form.code.process_data(standing.code)
    if "take" in request.form:
        take(form, differences(form, standing), request.form["take"])
        return _compare(form, standing, 200)
    return submit(form, lambda: _save(form, standing), lambda refusal, status: _again(form, standing, refusal, status))


def _save(form: TermForm, standing: GlobalTerm | None) -> Response:
    term = catalogs().write_term(form.command(standing))
    here = url_for("operations.terms_index", catalog=term.kind.value, q=term.code)
    return go_to(here, _("%(name)s is saved.", name=term.code))


def _again(form: TermForm, standing: GlobalTerm, refusal: Refusal | None, status: int) -> Response:
    if isinstance(refusal, Stale):
        return _compare(form, standing, status)
    return _show(form, standing, status)


def _compare(form: TermForm, standing: GlobalTerm, status: int) -> Response:
    """Mine stays in the form; saving it again replaces what stands now, which has been seen."""
    form.version.process_data(standing.version)
    return _show(form, standing, status, differences(form, standing))


def _show(form: TermForm, standing: GlobalTerm | None, status: int, theirs: tuple[Difference, ...] = ()) -> Response:
    return answer(
        "operations/term.html",
        "operations/_term.html",
        status,
        form=form,
        standing=standing,
        theirs={one.name: one for one in theirs},
        kind=form.kind,
        shelves=SHELVES,
    )
