"""The address table of those who run the portal."""

from flask import Blueprint

from clinic_portal.blueprints.operations.routes import (
    administrators,
    clinics,
    editions,
    flags,
    openings,
    outbox,
    record,
    registration,
    retries,
    suspensions,
    terms,
)
from clinic_portal.contracts.identity import Permission
from clinic_portal.foundation.web.need import needs
from clinic_portal.foundation.web.urls import page

blueprint = Blueprint("operations", __name__)
OPERATE = needs(Permission.OPERATE)
CLINIC = "/operator/clinics/<slug>"
CATALOG = "/operator/catalogs/<catalog>"

page(blueprint, "GET", "/operator/clinics", clinics.index, OPERATE)
page(blueprint, "GET", "/operator/new-clinic", registration.new, OPERATE)
page(blueprint, "POST", "/operator/new-clinic", registration.create, OPERATE)
page(blueprint, "GET", CLINIC, clinics.show, OPERATE)
page(blueprint, "GET", f"{CLINIC}/suspension", suspensions.new, OPERATE)
page(blueprint, "POST", f"{CLINIC}/suspension", suspensions.create, OPERATE)
page(blueprint, "POST", f"{CLINIC}/opening", openings.create, OPERATE)
page(blueprint, "GET", f"{CLINIC}/administrators", administrators.new, OPERATE)
page(blueprint, "POST", f"{CLINIC}/administrators", administrators.create, OPERATE)
page(blueprint, "POST", f"{CLINIC}/flags/<key>", flags.switch, OPERATE)
page(blueprint, "GET", "/operator/flags", flags.index, OPERATE)
page(blueprint, "GET", CATALOG, terms.index, OPERATE)
page(blueprint, "GET", f"{CATALOG}/new", terms.new, OPERATE)
page(blueprint, "POST", f"{CATALOG}/new", terms.create, OPERATE)
page(blueprint, "GET", f"{CATALOG}/<int:term_id>", terms.edit, OPERATE)
page(blueprint, "POST", f"{CATALOG}/<int:term_id>", terms.save, OPERATE)
page(blueprint, "GET", "/operator/editions", editions.index, OPERATE)
page(blueprint, "GET", "/operator/editions/<int:edition_id>", editions.show, OPERATE)
page(blueprint, "GET", "/operator/record", record.index, OPERATE)
page(blueprint, "GET", "/operator/outbox", outbox.index, OPERATE)
page(blueprint, "POST", "/operator/outbox/retries", retries.create_all, OPERATE)
page(blueprint, "POST", "/operator/outbox/<int:outbox_id>/retries", retries.create, OPERATE)
