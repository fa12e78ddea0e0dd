"""A file for a catalog: brought, looked at in a dry run, applied, taken back."""

from typing import Any

from flask import Response, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.catalogs import faults
from clinic_portal.blueprints.catalogs.import_form import ImportForm
from clinic_portal.blueprints.catalogs.language import language
from clinic_portal.blueprints.catalogs.shelves import SHELVES, Shelf, shelf_of
from clinic_portal.contracts.catalogs import CatalogImport, CatalogsContract, ImportState
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.refusals import NotFound, Refusal
from clinic_portal.foundation.web.pages import answer, done, go_to
from clinic_portal.foundation.web.submit import submit

SHOWN = 200
"""Faults on the page; all that were kept are in the table to take away."""


def index(kind: str) -> ResponseReturnValue:
    """What can be taken away and brought, and what was brought lately."""
    form = ImportForm()
    form.begin()
    return _index(shelf_of(kind), form, 200)


def create(kind: str) -> ResponseReturnValue:
    """Keep the file and go to its dry run; or say beside the field why it cannot be read."""
    form, shelf = ImportForm(), shelf_of(kind)
    return submit(form, lambda: _bring(form, shelf), lambda refusal, status: _again(shelf, form, refusal, status))


def show(kind: str, import_id: int) -> ResponseReturnValue:
    """How far it is, and what is wrong or what would change; asks for itself while it is busy."""
    return _show(shelf_of(kind), _one(kind, import_id))


def table(kind: str, import_id: int) -> ResponseReturnValue:
    """What is wrong, as a table to take away."""
    found = _one(kind, import_id)
    headers = {"Content-Disposition": f'attachment; filename="{kind}-{import_id}-faults.csv"'}
    return Response(faults.as_csv(found, language()), mimetype="text/csv", headers=headers)


def apply(kind: str, import_id: int) -> ResponseReturnValue:
    """Apply it, all or nothing; a second time changes nothing."""
    shelf, _found = shelf_of(kind), _one(kind, import_id)
    applied = find(CatalogsContract).apply_import(import_id)
    return done("catalogs/imports/_import.html", _address(applied), _said(applied), **_values(shelf, applied))


def undo(kind: str, import_id: int) -> ResponseReturnValue:
    """Take back all that it changed."""
    shelf, found = shelf_of(kind), _one(kind, import_id)
    if found.change_id is None:
        raise NotFound
    find(CatalogsContract).undo(found.change_id)
    undone = find(CatalogsContract).get_import(import_id)
    return done("catalogs/imports/_import.html", _address(undone), _("The import is undone."), **_values(shelf, undone))


def _bring(form: ImportForm, shelf: Shelf) -> Response:
    return go_to(_address(find(CatalogsContract).bring_file(form.command(shelf.kind))))


def _again(shelf: Shelf, form: ImportForm, refusal: Refusal | None, status: int) -> Response:
    if refusal:
        form.form_errors.clear()
        form.file.errors = [refusal.message]
    return _index(shelf, form, status)


def _index(shelf: Shelf, form: ImportForm, status: int) -> Response:
    return answer(
        "catalogs/imports/index.html",
        "catalogs/imports/_form.html",
        status,
        shelf=shelf,
        shelves=SHELVES.values(),
        form=form,
        imports=find(CatalogsContract).imports(shelf.kind),
    )


def _one(kind: str, import_id: int) -> CatalogImport:
    found = find(CatalogsContract).get_import(import_id)
    if found.kind.value != kind:
        raise NotFound
    return found


def _show(shelf: Shelf, found: CatalogImport) -> Response:
    return answer("catalogs/imports/show.html", "catalogs/imports/_import.html", **_values(shelf, found))


def _values(shelf: Shelf, found: CatalogImport) -> dict[str, Any]:
    form = ImportForm(formdata=None)
    form.begin()
    form.resets.process_data(found.resets)
    return {
        "shelf": shelf,
        "found": found,
        "form": form,
        "shown": found.faults[:SHOWN],
        "sentence": faults.sentence,
        "letters": faults.letters,
        "head": lambda code: faults.head(code, language()),
    }


def _address(found: CatalogImport) -> str:
    return url_for("catalogs.imports_show", kind=found.kind.value, import_id=found.id)


def _said(found: CatalogImport) -> str:
    return _("The import is done.") if found.state is ImportState.APPLIED else ""
