"""How a sign-in is asked for, so that whoever was in the middle of something can go on with it."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from clinic_portal.blueprints.identity.forms import SignInAgainForm
from clinic_portal.blueprints.identity.kept import kept_from_refused
from clinic_portal.blueprints.identity.own_paths import asked_path
from clinic_portal.foundation.web.pages import SEE_OTHER, fragment, wants_fragment

UNAUTHORIZED = 401
READING = frozenset({"GET", "HEAD", "OPTIONS"})


def ask_sign_in() -> ResponseReturnValue:
    """In place for htmx; a form that was sent without it is carried along; a page is asked for again afterwards."""
    if wants_fragment():
        return fragment(
            "identity/_sign_in_again.html", UNAUTHORIZED, form=SignInAgainForm(formdata=None), in_place=True
        )
    if request.method in READING:
        return redirect(url_for("identity.login_show", next=_onward()), SEE_OTHER)
    page = render_template("identity/sign_in_again.html", form=SignInAgainForm(formdata=None), kept=kept_from_refused())
    return page, UNAUTHORIZED


def _onward() -> str | None:
    return asked_path() if request.path != "/" else None
