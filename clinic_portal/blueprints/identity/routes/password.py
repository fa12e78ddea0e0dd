"""A forgotten password: asking for a link, and setting a new one by it."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.identity.forms import ForgottenForm, NewPasswordForm
from clinic_portal.contracts.identity import IdentityContract
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.web.pages import go_to
from clinic_portal.foundation.web.submit import submit

GONE = 410


def forgotten() -> ResponseReturnValue:
    return render_template("identity/forgotten.html", form=ForgottenForm(formdata=None))


def ask() -> ResponseReturnValue:
    """The same answer whether or not the e-mail is known."""
    form = ForgottenForm()

    def act() -> ResponseReturnValue:
        _identity().request_password_reset(form.email.data, request.remote_addr or "")
        return render_template("identity/link_sent.html", email=form.email.data)

    return submit(form, act, lambda _refusal, status: (render_template("identity/forgotten.html", form=form), status))


def choose(token: str) -> ResponseReturnValue:
    """Only shows the form: programs that follow links in mail use nothing up."""
    open_still = _identity().is_reset_open(token)
    return _form(NewPasswordForm(formdata=None), 200 if open_still else GONE)


def change(token: str) -> ResponseReturnValue:
    form = NewPasswordForm()

    def act() -> ResponseReturnValue:
        _identity().reset_password(token, form.password.data)
        return go_to(url_for("identity.login_show"), _("The new password holds. Sign in with it."))

    return submit(form, act, lambda _refusal, status: _form(form, status))


def _form(form: NewPasswordForm, status: int) -> ResponseReturnValue:
    template = "identity/link_expired.html" if status == GONE else "identity/new_password.html"
    return render_template(template, form=form), status


def _identity() -> IdentityContract:
    return find(IdentityContract)
