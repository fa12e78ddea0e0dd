"""The address table of clinics."""

from flask import Blueprint

from clinic_portal.blueprints.clinics.routes import settings
from clinic_portal.contracts.identity import Permission
from clinic_portal.foundation.web.need import needs
from clinic_portal.foundation.web.urls import page

blueprint = Blueprint("clinics", __name__)

page(blueprint, "GET", "/c/<clinic>/settings", settings.show, needs(Permission.SEE_CLINIC))
