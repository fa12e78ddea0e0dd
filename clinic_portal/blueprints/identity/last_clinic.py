"""The clinic that somebody was in last on this browser, where the home page takes them."""

from flask import Response, current_app, g, request
from flask_login import current_user

from clinic_portal.foundation.web.pages import wants_fragment

COOKIE = "clinic"
A_YEAR = 31_536_000


def remember_clinic(response: Response) -> Response:
    """After a clinic's page; set only when it is another clinic's than the last time."""
    clinic = g.get("clinic")
    if clinic is None or wants_fragment() or request.cookies.get(COOKIE) == clinic.slug:
        return response
    if current_user.is_authenticated and current_user.belongs_to(clinic.id):
        keep_clinic(response, clinic.slug)
    return response


def keep_clinic(response: Response, slug: str) -> Response:
    """From now on the home page leads there."""
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    response.set_cookie(COOKIE, slug, A_YEAR, secure=secure, httponly=True, samesite="Lax")
    return response
