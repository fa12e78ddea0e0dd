"""Equipment of the branches: the list, with the rooms; a new one, one changed, and out of use or back."""

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.blueprints.agenda.forms.kept import Kept
from clinic_portal.blueprints.agenda.forms.kinds import EquipmentForm, NewEquipmentForm
from clinic_portal.contracts.agenda import AddEquipment, EditEquipment, EquipmentView, RetireEquipment
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.typed import whole_number
from clinic_portal.foundation.web.pages import answer, go_to

PAGE, FRAGMENT = "agenda/equipment_one.html", "agenda/_equipment_form.html"


def index() -> ResponseReturnValue:
    """By branch, and how many appointments each room takes."""
    return answer(
        "agenda/equipment.html",
        "agenda/equipment.html",
        equipment=agenda().equipment(),
        capacities={one.room_id: one.capacity for one in agenda().room_capacities()},
        house=house(),
    )


def new() -> ResponseReturnValue:
    return _new().show()


def create() -> ResponseReturnValue:
    """Add it."""
    kept = _new()

    def save() -> Response:
        fields = {**kept.form.fields(), "branch_id": kept.form["branch_id"].data}
        return listed(_("%(name)s is added.", name=agenda().add_equipment(AddEquipment(**fields)).name))

    return kept.send(save)


def edit(equipment_id: int) -> ResponseReturnValue:
    kept = _kept(equipment_id)
    kept.form.show(_one(equipment_id))
    return kept.show()


def update(equipment_id: int) -> ResponseReturnValue:
    """Save it; or compare with what stands now."""
    kept = _kept(equipment_id)

    def save() -> Response:
        command = EditEquipment(equipment_id=equipment_id, version=kept.form.seen(), **kept.form.fields())
        return listed(_("%(name)s is saved.", name=agenda().edit_equipment(command).name))

    return kept.send(save, lambda: _one(equipment_id))


def retire(equipment_id: int) -> ResponseReturnValue:
    """Out of use, or back; what is booked stays."""
    version, retired = whole_number(request.form.get("version")) or 0, request.form.get("retired") == "1"
    one = agenda().retire_equipment(RetireEquipment(equipment_id=equipment_id, version=version, retired=retired))
    said = _("%(name)s is retired.", name=one.name) if retired else _("%(name)s is in use again.", name=one.name)
    return listed(said)


def listed(said: str) -> Response:
    return go_to(url_for("agenda.equipment_index"), said)


def _new() -> Kept:
    here = url_for("agenda.equipment_create")
    return Kept(NewEquipmentForm().furnish(house()), PAGE, FRAGMENT, here=here, one=None)


def _kept(equipment_id: int) -> Kept:
    here = url_for("agenda.equipment_update", equipment_id=equipment_id)
    return Kept(EquipmentForm(), PAGE, FRAGMENT, here=here, one=_one(equipment_id))


def _one(equipment_id: int) -> EquipmentView:
    found = next((one for one in agenda().equipment() if one.id == equipment_id), None)
    if found is None:
        raise NotFound
    return found
