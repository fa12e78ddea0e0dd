"""Rooms: a new one, its name, and its place among the others."""

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.clinics.doors import clinics, house
from clinic_portal.blueprints.clinics.editing import Sheet
from clinic_portal.blueprints.clinics.forms import RoomForm
from clinic_portal.blueprints.clinics.overview import settled
from clinic_portal.contracts.clinics import BranchView, MoveRoom, RoomView
from clinic_portal.foundation.refusals import NotFound, Refusal

EARLIER, LATER = "earlier", "later"


def new(branch_id: int) -> ResponseReturnValue:
    sheet = _new_sheet(branch_id)
    sheet.form.begin()
    return sheet.show()


def create(branch_id: int) -> ResponseReturnValue:
    sheet = _new_sheet(branch_id)

    def save() -> Response:
        room = clinics().add_room(sheet.form.added(branch_id))
        return settled(_("%(name)s is added.", name=room.name))

    return sheet.send(save, house())


def edit(room_id: int) -> ResponseReturnValue:
    sheet = _sheet(room_id)
    sheet.form.show(house())
    return sheet.show()


def update(room_id: int) -> ResponseReturnValue:
    """Rename; or compare with what stands now."""
    sheet = _sheet(room_id)

    def save() -> Response:
        room = clinics().edit_room(sheet.form.command())
        return settled(_("%(name)s is saved.", name=room.name))

    return sheet.send(save, house())


def move(room_id: int) -> ResponseReturnValue:
    """One place up or down."""
    _room(room_id)
    way = request.form.get("way")
    if way not in {EARLIER, LATER}:
        raise Refusal(_("Say whether the room goes up or down."))
    clinics().move_room(MoveRoom(room_id=room_id, earlier=way == EARLIER))
    return settled("")


def _new_sheet(branch_id: int) -> Sheet[RoomForm]:
    branch: BranchView | None = house().branch(branch_id)
    if branch is None:
        raise NotFound
    values = {"here": url_for("clinics.rooms_create", branch_id=branch_id), "branch": branch, "room_id": None}
    return Sheet(RoomForm(), "clinics/room.html", "clinics/_room_form.html", values)


def _sheet(room_id: int) -> Sheet[RoomForm]:
    room = _room(room_id)
    values = {
        "here": url_for("clinics.rooms_update", room_id=room_id),
        "branch": house().branch(room.branch_id),
        "room_id": room_id,
    }
    return Sheet(RoomForm().of(room_id), "clinics/room.html", "clinics/_room_form.html", values)


def _room(room_id: int) -> RoomView:
    room = house().room(room_id)
    if room is None:
        raise NotFound
    return room
