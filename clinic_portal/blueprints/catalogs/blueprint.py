"""The address table of catalogs."""

from flask import Blueprint

from clinic_portal.blueprints.catalogs.routes import catalogs, terms
from clinic_portal.contracts.identity import Permission
from clinic_portal.foundation.web.need import needs
from clinic_portal.foundation.web.urls import page

blueprint = Blueprint("catalogs", __name__)

page(blueprint, "GET", "/c/<clinic>/catalogs", catalogs.index, needs(Permission.SEE_CATALOGS))
page(blueprint, "GET", "/c/<clinic>/catalogs/<kind>", terms.index, needs(Permission.SEE_CATALOGS))
