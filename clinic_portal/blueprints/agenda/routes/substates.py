"""States of the clinic's own: their list, a new one, one changed, and out of use or back."""

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.agenda.doors import agenda
from clinic_portal.blueprints.agenda.forms.kept import Kept
from clinic_portal.blueprints.agenda.forms.substates import NewSubstateForm, SubstateForm
from clinic_portal.contracts.agenda.substates import AddSubstate, EditSubstate, RetireSubstate, SubstateView
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.typed import whole_number
from clinic_portal.foundation.web.pages import answer, go_to

PAGE, FRAGMENT = "agenda/substate.html", "agenda/_substate_form.html"


def index() -> ResponseReturnValue:
    """All of them, those out of use last."""
    found = sorted(agenda().substates(), key=lambda one: one.retired)
    return answer("agenda/substates.html", "agenda/substates.html", substates=found)


def new() -> ResponseReturnValue:
    return _new().show()


def create() -> ResponseReturnValue:
    """Add it."""
    kept = _new()

    def save() -> Response:
        added = agenda().add_substate(AddSubstate(under=kept.form["under"].data, **kept.form.fields()))
        return _listed(_("%(name)s is added.", name=added.name))

    return kept.send(save)


def edit(substate_id: int) -> ResponseReturnValue:
    kept = _kept(substate_id)
    kept.form.show(_one(substate_id))
    return kept.show()


def update(substate_id: int) -> ResponseReturnValue:
    """Save it; or compare with what stands now."""
    kept = _kept(substate_id)

    def save() -> Response:
        command = EditSubstate(substate_id=substate_id, version=kept.form.seen(), **kept.form.fields())
        return _listed(_("%(name)s is saved.", name=agenda().edit_substate(command).name))

    return kept.send(save, lambda: _one(substate_id))


def retire(substate_id: int) -> ResponseReturnValue:
    """Out of use, or back; appointments that have it keep it."""
    version, retired = whole_number(request.form.get("version")) or 0, request.form.get("retired") == "1"
    one = agenda().retire_substate(RetireSubstate(substate_id=substate_id, version=version, retired=retired))
    said = _("%(name)s is retired.", name=one.name) if retired else _("%(name)s is in use again.", name=one.name)
    return _listed(said)


def _listed(said: str) -> Response:
    return go_to(url_for("agenda.substates_index"), said)


def _new() -> Kept:
    return Kept(NewSubstateForm().furnish(), PAGE, FRAGMENT, here=url_for("agenda.substates_create"), one=None)


def _kept(substate_id: int) -> Kept:
    here = url_for("agenda.substates_update", substate_id=substate_id)
    return Kept(SubstateForm(), PAGE, FRAGMENT, here=here, one=_one(substate_id))


def _one(substate_id: int) -> SubstateView:
    found = next((one for one in agenda().substates() if one.id == substate_id), None)
    if found is None:
        raise NotFound
    return found
