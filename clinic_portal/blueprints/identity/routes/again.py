"""Signing in again in the middle of something, and going on with it."""

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from clinic_portal.blueprints.identity.entrance import enter
from clinic_portal.blueprints.identity.forms import SignInAgainForm
from clinic_portal.blueprints.identity.kept import kept_from_sign_in
from clinic_portal.foundation.web.pages import answer, fragment, go_to, signal, wants_fragment
from clinic_portal.foundation.web.submit import submit


def create() -> ResponseReturnValue:
    """Whoever signs in is shown before another person's form goes on in their name."""
    form = SignInAgainForm()

    def act() -> ResponseReturnValue:
        same = enter(form.email.data, form.password.data)
        if not wants_fragment():
            return _go_on()
        return _resumed() if same else fragment("identity/_another_person.html")

    return submit(form, act, lambda _refusal, status: _ask(form, status))


def resume() -> ResponseReturnValue:
    """The one who has just signed in sends what the other had typed, knowingly."""
    return _resumed()


def _ask(form: SignInAgainForm, status: int) -> ResponseReturnValue:
    return answer(
        "identity/sign_in_again.html",
        "identity/_sign_in_again.html",
        status,
        form=form,
        kept=kept_from_sign_in(),
        in_place=wants_fragment(),
    )


def _go_on() -> ResponseReturnValue:
    kept = kept_from_sign_in()
    return render_template("identity/go_on.html", kept=kept) if kept else go_to("/")


def _resumed() -> Response:
    return signal(Response(status=204), "signed-in", csrf_token=generate_csrf())
