"""A person's saved views: seen, saved, renamed and deleted on a small panel."""

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from clinic_portal.blueprints.agenda.asked import chosen, shown_by
from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.blueprints.agenda.forms.view_fields import fields_of
from clinic_portal.blueprints.agenda.forms.views import ViewForm
from clinic_portal.blueprints.agenda.shown import Shown
from clinic_portal.contracts.agenda import MOST_VIEWS, RenameView, SaveView
from clinic_portal.foundation.refusals import NotFound, Refusal
from clinic_portal.foundation.typed import whole_number
from clinic_portal.foundation.web.pages import answer, go_to
from clinic_portal.foundation.web.submit import submit


def index() -> ResponseReturnValue:
    """The saved ones, and a name for the one that the address names."""
    return _panel(ViewForm(formdata=MultiDict()), None, 200)


def create() -> ResponseReturnValue:
    """Save what is shown under a name, or give a saved one another."""
    form = ViewForm()
    return submit(form, lambda: _keep(form), lambda refusal, status: _panel(form, refusal, status))


def delete() -> ResponseReturnValue:
    """Its place is free for another."""
    agenda().delete_view(_place())
    return go_to(_shown().address(), _("The view is deleted."))


def _keep(form: ViewForm) -> ResponseReturnValue:
    shown = _shown()
    if request.form.get("view"):
        agenda().rename_view(RenameView(place=_place(), name=form.name.data))
    else:
        agenda().save_view(SaveView(name=form.name.data, fields=fields_of(shown)))
    return go_to(shown.address(), _("The view is saved: %(name)s", name=form.name.data))


def _shown() -> Shown:
    return shown_by(request.values, house(), chosen(request.values))


def _place() -> int:
    place = whole_number(request.form.get("view"))
    if place is None or not 1 <= place <= MOST_VIEWS:
        raise NotFound
    return place


def _panel(form: ViewForm, _refusal: Refusal | None, status: int) -> ResponseReturnValue:
    return answer(
        "agenda/views.html",
        "agenda/_views.html",
        status,
        form=form,
        renamed=whole_number(request.form.get("view")),
        shown=_shown(),
        views=agenda().my_views().saved,
    )
