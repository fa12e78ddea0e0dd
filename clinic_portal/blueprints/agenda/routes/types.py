"""The kinds of appointment: their list, a new one, one changed, and out of use or back."""

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.blueprints.agenda.forms.kept import Kept
from clinic_portal.blueprints.agenda.forms.kinds import KindForm
from clinic_portal.contracts.agenda import (
    AddAppointmentType,
    AppointmentTypeView,
    EditAppointmentType,
    RetireAppointmentType,
)
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.typed import whole_number
from clinic_portal.foundation.web.pages import answer, go_to


def index() -> ResponseReturnValue:
    """All of them, those out of use last."""
    kinds = sorted(agenda().types(), key=lambda kind: kind.retired)
    return answer("agenda/types.html", "agenda/types.html", kinds=kinds, house=house())


def new() -> ResponseReturnValue:
    return _new().show()


def create() -> ResponseReturnValue:
    """Add it."""
    kept = _new()

    def save() -> Response:
        added = agenda().add_type(AddAppointmentType(**kept.form.fields()))
        return _listed(_("%(name)s is added.", name=added.name))

    return kept.send(save)


def edit(type_id: int) -> ResponseReturnValue:
    kept, kind = _kept(type_id), _kind(type_id)
    kept.form.show(kind)
    return kept.show()


def update(type_id: int) -> ResponseReturnValue:
    """Save it; or compare with what stands now."""
    kept = _kept(type_id)

    def save() -> Response:
        version = kept.form.seen()
        saved = agenda().edit_type(EditAppointmentType(type_id=type_id, version=version, **kept.form.fields()))
        return _listed(_("%(name)s is saved.", name=saved.name))

    return kept.send(save, lambda: _kind(type_id))


def retire(type_id: int) -> ResponseReturnValue:
    """Out of use, or back; what is booked stays."""
    version, retired = whole_number(request.form.get("version")) or 0, request.form.get("retired") == "1"
    kind = agenda().retire_type(RetireAppointmentType(type_id=type_id, version=version, retired=retired))
    said = _("%(name)s is retired.", name=kind.name) if retired else _("%(name)s is in use again.", name=kind.name)
    return _listed(said)


def _listed(said: str) -> Response:
    return go_to(url_for("agenda.types_index"), said)


def _new() -> Kept:
    form = KindForm().furnish(house(), agenda().equipment())
    here = url_for("agenda.types_create")
    return Kept(form, "agenda/type.html", "agenda/_type_form.html", here=here, kind=None)


def _kept(type_id: int) -> Kept:
    kind = _kind(type_id)
    form = KindForm().furnish(house(), agenda().equipment())
    for field in (form.practitioner_ids, form.room_ids, form.branch_ids, form.equipment_ids):
        form.also(field, getattr(kind, field.name))
    here = url_for("agenda.types_update", type_id=type_id)
    return Kept(form, "agenda/type.html", "agenda/_type_form.html", here=here, kind=kind)


def _kind(type_id: int) -> AppointmentTypeView:
    found = next((kind for kind in agenda().types() if kind.id == type_id), None)
    if found is None:
        raise NotFound
    return found
