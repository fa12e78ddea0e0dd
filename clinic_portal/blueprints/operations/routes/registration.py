"""Creating a clinic, and inviting its first administrator."""

from flask import Response, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.operations.doors import registry
from clinic_portal.blueprints.operations.forms import ClinicForm
from clinic_portal.blueprints.operations.inviting import invite
from clinic_portal.foundation.web.pages import answer, go_to
from clinic_portal.foundation.web.submit import submit


def new() -> ResponseReturnValue:
    return _form(ClinicForm(), 200)


def create() -> ResponseReturnValue:
    form = ClinicForm()
    return submit(form, lambda: _create(form), lambda _refusal, status: _form(form, status))


def _create(form: ClinicForm) -> Response:
    clinic = registry().create_clinic(form.command())
    if invitation := form.invitation():
        invite(clinic.id, invitation)
    return go_to(url_for("operations.clinics_show", slug=clinic.slug), _("%(name)s is open.", name=clinic.name))


def _form(form: ClinicForm, status: int) -> Response:
    return answer("operations/new_clinic.html", "operations/_new_clinic.html", status, form=form)
