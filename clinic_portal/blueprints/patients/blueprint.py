"""The address table of patients."""

from flask import Blueprint

from clinic_portal.blueprints.patients.routes import choice, duplicates, edit, index, record, registration, search
from clinic_portal.contracts.identity import Permission
from clinic_portal.foundation.web.need import needs
from clinic_portal.foundation.web.urls import page

blueprint = Blueprint("patients", __name__)
SEE, EDIT = needs(Permission.SEE_PATIENTS), needs(Permission.EDIT_PATIENTS)
ALL = "/c/<clinic>/patients"
ONE = f"{ALL}/<int:patient_id>"

page(blueprint, "GET", ALL, index.show, SEE)
page(blueprint, "GET", f"{ALL}/search", search.options, SEE)
page(blueprint, "GET", f"{ALL}/new", registration.new, EDIT)
page(blueprint, "POST", f"{ALL}/new", registration.create, EDIT)
page(blueprint, "POST", f"{ALL}/duplicates", duplicates.show, EDIT)
page(blueprint, "GET", f"{ALL}/picker", choice.picker, SEE)
page(blueprint, "GET", f"{ALL}/choice", choice.show, SEE)
page(blueprint, "POST", f"{ALL}/choice", choice.start, SEE)
page(blueprint, "GET", ONE, record.show, SEE)
page(blueprint, "GET", f"{ONE}/choice", choice.pick, SEE)
page(blueprint, "GET", f"{ONE}/edit", edit.show, EDIT)
page(blueprint, "POST", f"{ONE}/edit", edit.save, EDIT)
