"""The language one reads: kept with the person or, before one signs in, in the browser."""

from flask import abort, current_app, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from clinic_portal.blueprints.identity.own_paths import own_path
from clinic_portal.contracts.identity import IdentityContract
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.web.languages import COOKIE, LANGUAGES
from clinic_portal.foundation.web.pages import go_to


def change() -> ResponseReturnValue:
    language = request.form.get("language", "")
    if language not in LANGUAGES:
        abort(422)
    response = go_to(own_path(request.form.get("next")))
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    if current_user.is_authenticated:
        find(IdentityContract).change_language(current_user.user_id, language)
        response.delete_cookie(COOKIE, secure=secure, httponly=True, samesite="Lax")
    else:
        response.set_cookie(COOKIE, language, secure=secure, httponly=True, samesite="Lax")
    return response
