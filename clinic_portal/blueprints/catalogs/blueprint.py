"""The address table of catalogs."""

from flask import Blueprint

from clinic_portal.blueprints.catalogs.routes import (
    arrangement,
    catalogs,
    changes,
    deeds,
    exports,
    imports,
    list_price,
    list_prices,
    mine,
    options,
    own,
    price_changes,
    price_lists,
    price_rule,
    rows,
    terms,
    upstream,
)
from clinic_portal.blueprints.catalogs.spoken import spoken
from clinic_portal.contracts.catalogs import LARGEST_FILE
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
IMPORT = f"{ONE}/imports/<int:import_id>"
LISTS = f"{ALL}/procedures/price-lists"
LIST = f"{LISTS}/<int:list_id>"
PRICE = f"{LIST}/prices/<int:procedure_id>"
BRING = needs(Permission.EDIT_CATALOGS, largest=LARGEST_FILE + 3 * 1024 * 1024)

page(blueprint, "GET", ALL, catalogs.index, SEE)
page(blueprint, "GET", ONE, terms.index, SEE)
page(blueprint, "GET", GRID, arrangement.show, EDIT)
page(blueprint, "POST", GRID, deeds.create, EDIT)
page(blueprint, "GET", ROW, rows.show, EDIT)
page(blueprint, "POST", ROW, rows.save, EDIT)
page(blueprint, "GET", f"{ROW}/row", rows.part, EDIT)
page(blueprint, "GET", f"{ONE}/changes", changes.index, EDIT)
page(blueprint, "POST", f"{ONE}/changes/<int:change_id>/undoing", changes.undo, EDIT)
page(blueprint, "POST", f"{ONE}/mine/<int:term_id>", mine.save, SEE)
page(blueprint, "GET", f"{ONE}/options", options.index, SEE)
page(blueprint, "GET", f"{ONE}/own/new", own.new, EDIT)
page(blueprint, "POST", f"{ONE}/own/new", own.create, EDIT)
page(blueprint, "GET", OWN, own.edit, EDIT)
page(blueprint, "POST", OWN, own.save, EDIT)
page(blueprint, "POST", f"{OWN}/retirement", own.retire, EDIT)
page(blueprint, "GET", f"{ONE}/upstream", upstream.index, EDIT)
page(blueprint, "POST", f"{ONE}/upstream", upstream.settle, EDIT)
page(blueprint, "GET", f"{ONE}/export.csv", exports.csv, EDIT)
page(blueprint, "GET", f"{ONE}/export.xlsx", exports.xlsx, EDIT)
page(blueprint, "GET", f"{ONE}/imports", imports.index, EDIT)
page(blueprint, "POST", f"{ONE}/imports", imports.create, BRING)
page(blueprint, "GET", IMPORT, imports.show, EDIT)
page(blueprint, "GET", f"{IMPORT}/faults.csv", imports.table, EDIT)
page(blueprint, "POST", f"{IMPORT}/application", imports.apply, EDIT)
page(blueprint, "POST", f"{IMPORT}/undoing", imports.undo, EDIT)
page(blueprint, "GET", LISTS, price_lists.index, EDIT)
page(blueprint, "POST", LISTS, price_lists.create, EDIT)
page(blueprint, "GET", LIST, list_prices.show, EDIT)
page(blueprint, "GET", f"{LIST}/edit", price_lists.edit, EDIT)
page(blueprint, "POST", f"{LIST}/edit", price_lists.save, EDIT)
page(blueprint, "POST", f"{LIST}/retirement", price_lists.retire, EDIT)
page(blueprint, "POST", f"{LIST}/reopening", price_lists.resume, EDIT)
page(blueprint, "GET", f"{LIST}/export.csv", list_prices.csv, EDIT)
page(blueprint, "GET", PRICE, list_price.show, EDIT)
page(blueprint, "POST", PRICE, list_price.save, EDIT)
page(blueprint, "GET", f"{PRICE}/row", list_price.part, EDIT)
page(blueprint, "GET", f"{LIST}/rule", price_rule.show, EDIT)
page(blueprint, "POST", f"{LIST}/rule", price_rule.apply, EDIT)
page(blueprint, "GET", f"{LIST}/changes", price_changes.index, EDIT)
page(blueprint, "POST", f"{LIST}/changes/<int:price_change_id>/undoing", price_changes.undo, EDIT)
