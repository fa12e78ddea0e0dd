"""A clinic's own terms: added, edited, and taken out of use."""

from flask import Response, g, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.catalogs import steps
from clinic_portal.blueprints.catalogs.doors import catalogs
from clinic_portal.blueprints.catalogs.language import language
from clinic_portal.blueprints.catalogs.own_forms import FORMS, OwnTemplateForm, OwnTermForm
from clinic_portal.blueprints.catalogs.own_theirs import differences, take
from clinic_portal.blueprints.catalogs.shelves import Shelf, shelf_of
from clinic_portal.contracts.catalogs import VOCABULARIES, ArrangedTerm, Badge, RetireOwnTerm
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.refusals import NotFound, Refusal, Stale
from clinic_portal.foundation.typed import whole_number
from clinic_portal.foundation.web.difference import Difference
from clinic_portal.foundation.web.pages import answer, go_to
from clinic_portal.foundation.web.submit import submit


def new(kind: str) -> ResponseReturnValue:
    """An empty form, or one filled in with a shared term to begin with."""
    shelf = shelf_of(kind)
    form = _form(shelf)
    if copied := whole_number(request.args.get("copy")):
        row = catalogs().arranged(shelf.kind, copied, g.clinic.language)
        form.fill(row.names, row)
    form.idempotency_key.process_data(new_id())
    return _show(shelf, form, 200)


def create(kind: str) -> ResponseReturnValue:
    """Add the term; or another row for a step."""
    shelf = shelf_of(kind)
    form = _form(shelf)
    if _is_being_written(form):
        return _show(shelf, form, 200)
    return submit(form, lambda: _add(shelf, form), lambda _refusal, status: _show(shelf, form, status))


def edit(kind: str, term_id: int) -> ResponseReturnValue:
    """The form with the term as it stands."""
    shelf = shelf_of(kind)
    row = _own(shelf, term_id)
    return _show(shelf, _filled(shelf, row), 200, row)


def save(kind: str, term_id: int) -> ResponseReturnValue:
    """Save; or compare with what stands now; or another row for a step."""
    shelf = shelf_of(kind)
    row = _own(shelf, term_id)
    form = _form(shelf)
    if "take" in request.form:
        take(form, _filled(shelf, row), request.form["take"])
        return _compare(shelf, form, row, 200)
    if _is_being_written(form):
        return _show(shelf, form, 200, row)
    return submit(
        form, lambda: _save(shelf, form, term_id), lambda refusal, status: _again(shelf, form, row, refusal, status)
    )


def retire(kind: str, term_id: int) -> ResponseReturnValue:
    """Take a term out of use."""
    shelf = shelf_of(kind)
    row = _own(shelf, term_id)
    version = max(1, whole_number(request.form.get("version")) or 1)
    catalogs().retire_own(RetireOwnTerm(kind=shelf.kind, term_id=term_id, version=version))
    return go_to(_grid(shelf), _("Retired: %(name)s. What was written with it stays.", name=row.label))


def _form(shelf: Shelf) -> OwnTermForm:
    return FORMS[shelf.kind]()


def _own(shelf: Shelf, term_id: int) -> ArrangedTerm:
    row = catalogs().arranged(shelf.kind, term_id, g.clinic.language)
    if row.badge is not Badge.OWN:
        raise NotFound
    return row


def _filled(shelf: Shelf, row: ArrangedTerm) -> OwnTermForm:
    form = FORMS[shelf.kind](formdata=None)
    form.fill(row.names, row)
    form.code.process_data(row.code)
    form.version.process_data(row.version)
    return form


def _is_being_written(form: OwnTermForm) -> bool:
    """Whether only the rows of a treatment's steps were to change, or a procedure to be looked for."""
    if not isinstance(form, OwnTemplateForm):
        return False
    steps.find_procedures(form)
    if "row" in request.form:
        steps.rearrange(form, request.form["row"])
    return bool({"row", "find"} & set(request.form))


def _add(shelf: Shelf, form: OwnTermForm) -> Response:
    row = catalogs().add_own(form.addition(shelf.kind))
    return go_to(_grid(shelf, row), _("%(name)s is added.", name=_called(row)))


def _save(shelf: Shelf, form: OwnTermForm, term_id: int) -> Response:
    row = catalogs().edit_own(form.edit(shelf.kind, term_id))
    return go_to(_grid(shelf, row), _("%(name)s is saved.", name=_called(row)))


def _called(row: ArrangedTerm) -> str:
    return row.arrangement.alias or row.names.get(g.clinic.language) or row.name


def _grid(shelf: Shelf, row: ArrangedTerm | None = None) -> str:
    address = url_for("catalogs.arrangement_show", kind=shelf.kind.value, filter="own")
    return f"{address}#term-{row.id}" if row else address


def _again(shelf: Shelf, form: OwnTermForm, row: ArrangedTerm, refusal: Refusal | None, status: int) -> Response:
    if isinstance(refusal, Stale):
        return _compare(shelf, form, row, status)
    return _show(shelf, form, status, row)


def _compare(shelf: Shelf, form: OwnTermForm, row: ArrangedTerm, status: int) -> Response:
    """Mine stays in the form; saving it again replaces what stands now, which has been seen."""
    form.version.process_data(row.version)
    return _show(shelf, form, status, row, differences(form, _filled(shelf, row)))


def _show(
    shelf: Shelf,
    form: OwnTermForm,
    status: int,
    row: ArrangedTerm | None = None,
    theirs: tuple[Difference, ...] = (),
) -> Response:
    names = steps.chosen_names(form) if isinstance(form, OwnTemplateForm) else {}
    return answer(
        "catalogs/own.html",
        "catalogs/_own_form.html",
        status,
        shelf=shelf,
        form=form,
        row=row,
        theirs={one.name: one for one in theirs},
        names=names,
        offered=_offered(),
        known={name: VOCABULARIES[name].names(language()) for name in form.said if name in VOCABULARIES},
    )


def _offered() -> dict[str, tuple[tuple[str, str], ...]]:
    """Without scripts: the procedures that the words of the step find whose button was pressed."""
    name = request.form.get("find", "")
    if not name.startswith("steps-"):
        return {}
    words = request.form.get(name.replace("procedure", "words"), "")[:100]
    return {name: tuple((term.code, term.label) for term in steps.search(words))}
