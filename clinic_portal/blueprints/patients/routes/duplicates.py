"""Who is registered already and may be the person being typed, asked while one types."""

from flask import request
from flask.typing import ResponseReturnValue

from clinic_portal.blueprints.patients.doors import patients
from clinic_portal.blueprints.patients.errand import find_errand
from clinic_portal.blueprints.patients.routes.registration import typed_form
from clinic_portal.foundation.web.pages import fragment


def show() -> ResponseReturnValue:
    """The warning, or its empty place; sent as a form, so that no name stands in an address."""
    form = typed_form()
    likely = patients().likely_duplicates(form.probe())
    return fragment("patients/_duplicates.html", likely=likely, form=form, errand=find_errand(request.args))
