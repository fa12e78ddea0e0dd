"""Options for a search field: those that the typed words find or, before one types, the recent patients."""

from functools import partial

from flask import Response, g, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from clinic_portal.blueprints.patients.doors import patients
from clinic_portal.contracts.identity import Permission
from clinic_portal.contracts.patients import PatientOption
from clinic_portal.foundation.web.pages import fragment
from clinic_portal.foundation.web.shared import shared


def options() -> ResponseReturnValue:
    """`link` makes each option lead to the record; `pick` puts the patient into the form around the field."""
    text, edits = request.args.get("q", "").strip(), current_user.may(g.clinic.id, Permission.EDIT_PATIENTS)
    if text:
        return shared(partial(_found, text), edits)
    return _drawn(patients().recent(current_user.user_id), text, edits=edits)


def _found(text: str, edits: bool) -> Response:  # noqa: FBT001  # what a visitor sees is given in order
    return _drawn(patients().search(text), text, edits=edits)


def _drawn(found: tuple[PatientOption, ...], text: str, *, edits: bool) -> Response:
    use = next((use for use in ("link", "pick") if use in request.args), "")
    return fragment("patients/_options.html", found=found, text=text, use=use, edits=edits)
