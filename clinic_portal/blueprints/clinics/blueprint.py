"""The address table of clinics."""

from flask import Blueprint

from clinic_portal.blueprints.clinics.routes import (
    branches,
    logo,
    practitioners,
    profile,
    reopening,
    retirement,
    rooms,
    settings,
    texts,
)
from clinic_portal.contracts.identity import Permission
from clinic_portal.foundation.web.need import needs
from clinic_portal.foundation.web.urls import page

blueprint = Blueprint("clinics", __name__)
SEE, EDIT = needs(Permission.SEE_CLINIC), needs(Permission.EDIT_CLINIC)
ALL = "/c/<clinic>/settings"
BRANCHES, ROOMS, PRACTITIONERS = f"{ALL}/branches", f"{ALL}/rooms", f"{ALL}/practitioners"
BRANCH, ROOM, PRACTITIONER = (
    f"{BRANCHES}/<int:branch_id>",
    f"{ROOMS}/<int:room_id>",
    f"{PRACTITIONERS}/<int:practitioner_id>",
)
PART = f"{ALL}/<part>/<int:part_id>"

page(blueprint, "GET", ALL, settings.show, SEE)
page(blueprint, "GET", "/c/<clinic>/logo", logo.picture, SEE)
page(blueprint, "GET", f"{ALL}/logo", logo.show, EDIT)
page(blueprint, "POST", f"{ALL}/logo", logo.create, EDIT)
page(blueprint, "POST", f"{ALL}/logo/removal", logo.remove, EDIT)
page(blueprint, "GET", f"{ALL}/profile", profile.show, EDIT)
page(blueprint, "POST", f"{ALL}/profile", profile.update, EDIT)
page(blueprint, "GET", f"{ALL}/texts", texts.index, EDIT)
page(blueprint, "GET", f"{ALL}/texts/<language>", texts.show, EDIT)
page(blueprint, "POST", f"{ALL}/texts/<language>", texts.update, EDIT)
page(blueprint, "GET", f"{BRANCHES}/new", branches.new, EDIT)
page(blueprint, "POST", f"{BRANCHES}/new", branches.create, EDIT)
page(blueprint, "GET", f"{BRANCH}/edit", branches.edit, EDIT)
page(blueprint, "POST", f"{BRANCH}/edit", branches.update, EDIT)
page(blueprint, "GET", f"{BRANCH}/rooms/new", rooms.new, EDIT)
page(blueprint, "POST", f"{BRANCH}/rooms/new", rooms.create, EDIT)
page(blueprint, "GET", f"{ROOM}/edit", rooms.edit, EDIT)
page(blueprint, "POST", f"{ROOM}/edit", rooms.update, EDIT)
page(blueprint, "POST", f"{ROOM}/place", rooms.move, EDIT)
page(blueprint, "GET", f"{PRACTITIONERS}/new", practitioners.new, EDIT)
page(blueprint, "POST", f"{PRACTITIONERS}/new", practitioners.create, EDIT)
page(blueprint, "GET", f"{PRACTITIONER}/edit", practitioners.edit, EDIT)
page(blueprint, "POST", f"{PRACTITIONER}/edit", practitioners.update, EDIT)
page(blueprint, "GET", f"{PART}/retirement", retirement.show, EDIT)
page(blueprint, "POST", f"{PART}/retirement", retirement.create, EDIT)
page(blueprint, "POST", f"{PART}/reopening", reopening.create, EDIT)
