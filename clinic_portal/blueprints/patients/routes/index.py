"""The list of patients, all of them or those that a text finds."""

from flask import request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from clinic_portal.blueprints.patients.doors import patients
from clinic_portal.foundation.web.pages import answer

MOST_PAGES = 100_000


def show() -> ResponseReturnValue:
    """One page of the list; its fragment while somebody types into its search field."""
    text = request.args.get("q", "").strip()
    found = patients().page(text, min(max(1, request.args.get("page", 1, int)), MOST_PAGES))
    recent = patients().recent(current_user.user_id) if not text and found.page == 1 else ()
    return answer("patients/index.html", "patients/_list.html", found=found, text=text, recent=recent)
