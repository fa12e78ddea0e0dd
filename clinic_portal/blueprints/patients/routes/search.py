"""Options for a search field: those that the typed words find or, before one types, the recent patients."""

from flask import request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from clinic_portal.blueprints.patients.doors import patients
from clinic_portal.foundation.web.pages import fragment


def options() -> ResponseReturnValue:
    """`link` makes each option lead to the record; `pick` puts the patient into the form around the field."""
    text = request.args.get("q", "").strip()
    found = patients().search(text) if text else patients().recent(current_user.user_id)
    use = next((use for use in ("link", "pick") if use in request.args), "")
    return fragment("patients/_options.html", found=found, text=text, use=use)
