"""How many appointments a room takes at once."""

from flask import Response, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.blueprints.agenda.forms.kept import Kept
from clinic_portal.blueprints.agenda.forms.kinds import RoomCapacityForm
from clinic_portal.blueprints.agenda.routes.equipment import listed
from clinic_portal.contracts.agenda import RoomCapacity, SetRoomCapacity
from clinic_portal.foundation.refusals import NotFound

PAGE, FRAGMENT = "agenda/room_capacity.html", "agenda/_room_capacity_form.html"


def edit(room_id: int) -> ResponseReturnValue:
    kept = _kept(room_id)
    kept.form.show(_capacity(room_id))
    return kept.show()


def update(room_id: int) -> ResponseReturnValue:
    """Save it; or compare with what stands now."""
    kept = _kept(room_id)

    def save() -> Response:
        agenda().set_room_capacity(SetRoomCapacity(room_id=room_id, version=kept.form.seen(), **kept.form.fields()))
        return listed(_("%(name)s is saved.", name=_name(room_id)))

    return kept.send(save, lambda: _capacity(room_id))


def _kept(room_id: int) -> Kept:
    here = url_for("agenda.room_capacity_update", room_id=room_id)
    return Kept(RoomCapacityForm(), PAGE, FRAGMENT, here=here, name=_name(room_id))


def _name(room_id: int) -> str:
    room = house().room(room_id)
    if room is None:
        raise NotFound
    return room.name


def _capacity(room_id: int) -> RoomCapacity:
    found = next((one for one in agenda().room_capacities() if one.room_id == room_id), None)
    if found is None:
        raise NotFound
    return found
