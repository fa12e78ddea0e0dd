"""That somebody was in a clinic, by which session: what the clinic's own list of its people tells."""

from flask import Response, g, request
from flask_login import current_user

from clinic_portal.blueprints.identity.doors import identity
from clinic_portal.foundation.tenancy import inside


def note_visit(response: Response) -> Response:
    """After a clinic's page; what an open page asks by itself is no visit."""
    clinic = g.get("clinic")
    if clinic is None or "X-Live" in request.headers:
        return response
    if current_user.is_authenticated and current_user.belongs_to(clinic.id):
        with inside(clinic.id):
            identity().note_visit(current_user.get_id())
    return response
