"""The clinic's picture: shown, put up and taken down."""

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.clinics.doors import clinics
from clinic_portal.blueprints.clinics.forms import LogoForm
from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.web.pages import answer, go_to
from clinic_portal.foundation.web.submit import submit


def picture() -> ResponseReturnValue:
    """The bytes, which nothing may take for anything but a picture; asked for again they are not sent twice."""
    logo = clinics().logo()
    response = Response(logo.content, mimetype="image/png")
    response.set_etag(logo.fingerprint)
    response.headers["Cache-Control"] = "private, max-age=300"
    response.headers["Content-Disposition"] = 'inline; filename="logo.png"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response.make_conditional(request)


def show() -> ResponseReturnValue:
    return _form(LogoForm(), 200)


def create() -> ResponseReturnValue:
    """Show another picture; the top bar wears it, so a new page follows."""
    form = LogoForm()

    def save() -> Response:
        clinics().change_logo(form.command())
        return go_to(url_for("clinics.settings_show"), _("The logo is saved."))

    def again(_refusal: Refusal | None, status: int) -> Response:
        return _form(form, status)

    return submit(form, save, again)


def remove() -> ResponseReturnValue:
    clinics().remove_logo()
    return go_to(url_for("clinics.settings_show"), _("The logo is taken down."))


def _form(form: LogoForm, status: int) -> Response:
    return answer("clinics/logo.html", "clinics/_logo_form.html", status, form=form)
