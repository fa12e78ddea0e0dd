"""The address table of those who run the portal."""

from flask import Blueprint

from clinic_portal.blueprints.operations.routes import outbox, retries
from clinic_portal.contracts.identity import Permission
from clinic_portal.foundation.web.need import needs
from clinic_portal.foundation.web.urls import page

blueprint = Blueprint("operations", __name__)
OPERATE = needs(Permission.OPERATE)

page(blueprint, "GET", "/operator/outbox", outbox.index, OPERATE)
page(blueprint, "POST", "/operator/outbox/retries", retries.create_all, OPERATE)
page(blueprint, "POST", "/operator/outbox/<int:outbox_id>/retries", retries.create, OPERATE)
