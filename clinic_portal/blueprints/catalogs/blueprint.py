"""The address table of catalogs."""

from flask import Blueprint

from clinic_portal.blueprints.catalogs.routes import (
    arrangement,
    catalogs,
    changes,
    deeds,
    options,
    own,
    rows,
    terms,
    upstream,
)
from clinic_portal.blueprints.catalogs.spoken import spoken
from clinic_portal.contracts.identity import Permission
from clinic_portal.foundation.web.need import needs
from clinic_portal.foundation.web.urls import page

blueprint = Blueprint("catalogs", __name__)
blueprint.context_processor(spoken)
SEE, EDIT = needs(Permission.SEE_CATALOGS), needs(Permission.EDIT_CATALOGS)
ALL = "/c/<clinic>/catalogs"
ONE = f"{ALL}/<kind>"
GRID = f"{ONE}/arrangement"
ROW = f"{GRID}/<int:term_id>"
OWN = f"{ONE}/own/<int:term_id>"

page(blueprint, "GET", ALL, catalogs.index, SEE)
page(blueprint, "GET", ONE, terms.index, SEE)
page(blueprint, "GET", GRID, arrangement.show, EDIT)
page(blueprint, "POST", GRID, deeds.create, EDIT)
page(blueprint, "GET", ROW, rows.show, EDIT)
page(blueprint, "POST", ROW, rows.save, EDIT)
page(blueprint, "GET", f"{ROW}/row", rows.part, EDIT)
page(blueprint, "GET", f"{ONE}/changes", changes.index, EDIT)
page(blueprint, "POST", f"{ONE}/changes/<int:change_id>/undoing", changes.undo, EDIT)
page(blueprint, "GET", f"{ONE}/options", options.index, SEE)
page(blueprint, "GET", f"{ONE}/own/new", own.new, EDIT)
page(blueprint, "POST", f"{ONE}/own/new", own.create, EDIT)
page(blueprint, "GET", OWN, own.edit, EDIT)
page(blueprint, "POST", OWN, own.save, EDIT)
page(blueprint, "POST", f"{OWN}/retirement", own.retire, EDIT)
page(blueprint, "GET", f"{ONE}/upstream", upstream.index, EDIT)
page(blueprint, "POST", f"{ONE}/upstream", upstream.settle, EDIT)
