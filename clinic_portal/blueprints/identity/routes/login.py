"""Signing in and out."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from clinic_portal.blueprints.identity.entrance import enter, leave
from clinic_portal.blueprints.identity.forms import SignInForm
from clinic_portal.blueprints.identity.own_paths import own_path
from clinic_portal.foundation.web.pages import SEE_OTHER, go_to
from clinic_portal.foundation.web.submit import submit


def show() -> ResponseReturnValue:
    onward = own_path(request.args.get("next"))
    if current_user.is_authenticated:
        return redirect(onward, SEE_OTHER)
    return _page(SignInForm(formdata=None, next=onward), 200)


def create() -> ResponseReturnValue:
    form = SignInForm()

    def act() -> ResponseReturnValue:
        enter(form.email.data, form.password.data)
        return go_to(own_path(form.next.data))

    return submit(form, act, lambda _refusal, status: _page(form, status))


def end() -> ResponseReturnValue:
    if current_user.is_authenticated:
        leave()
    return go_to(url_for("identity.login_show"))


def _page(form: SignInForm, status: int) -> ResponseReturnValue:
    return render_template("identity/sign_in.html", form=form), status
