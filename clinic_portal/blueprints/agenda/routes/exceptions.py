"""Absences, extra hours and closures: a new one, changing one, and ending it."""

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.blueprints.agenda.forms.availability import ExceptionForm, stretch_text
from clinic_portal.blueprints.agenda.routes.availability import settled
from clinic_portal.blueprints.agenda.whose import name_of, read, word_of
from clinic_portal.contracts.agenda import EndException, ExceptionView
from clinic_portal.foundation.refusals import Refusal, Stale
from clinic_portal.foundation.typed import whole_number
from clinic_portal.foundation.web.pages import answer, go_to
from clinic_portal.foundation.web.submit import submit


def new() -> ResponseReturnValue:
    form = ExceptionForm()
    form.begin(house(), request.args.get("whose", ""), clinic=True)
    return _page(form, None, None, 200)


def create() -> ResponseReturnValue:
    form = ExceptionForm()
    form.begin(house(), "", clinic=True)

    def save() -> Response:
        return _settled(agenda().add_exception(form.added()))

    return submit(form, save, lambda refusal, status: _page(form, None, refusal, status))


def edit(exception_id: int) -> ResponseReturnValue:
    """The form with the exception as it stands."""
    found, form = agenda().exception(exception_id), ExceptionForm(formdata=None)
    form.show(found)
    return _page(form, found, None, 200)


def update(exception_id: int) -> ResponseReturnValue:
    """Save; or show both what was typed and what stands now."""
    found, form = agenda().exception(exception_id), ExceptionForm()

    def save() -> Response:
        return _settled(agenda().edit_exception(form.command(exception_id)))

    return submit(form, save, lambda refusal, status: _page(form, found, refusal, status))


def end(exception_id: int) -> ResponseReturnValue:
    """From today on it does not count."""
    found = agenda().exception(exception_id)
    version = whole_number(request.form.get("version")) or 0
    agenda().end_exception(EndException(exception_id=exception_id, version=version))
    return settled(found.whose, found.resource_id, _("It does not count any more."))


def _settled(made: ExceptionView) -> Response:
    """Those whom it hits come first; else the page of whose it is."""
    if agenda().hit_count(made.id):
        return go_to(url_for("agenda.rescheduling_show", exception_id=made.id), _("Saved."))
    return settled(made.whose, made.resource_id, _("Saved."))


def _page(form: ExceptionForm, found: ExceptionView | None, refusal: Refusal | None, status: int) -> Response:
    stale = isinstance(refusal, Stale)
    theirs: ExceptionView | None = refusal.theirs if isinstance(refusal, Stale) else found
    if stale and theirs:
        form.version.process_data(theirs.version)
    whose, resource_id = (found.whose, found.resource_id) if found else read(form.whose.data or "")
    return answer(
        "agenda/availability/exception.html",
        "agenda/availability/_exception_form.html",
        status,
        form=form,
        found=found,
        theirs=theirs if stale else None,
        name=name_of(house(), whose, resource_id),
        word=word_of(whose, resource_id),
        stretch_text=stretch_text,
    )
