"""Inviting an administrator of a clinic: the first one, or one in the place of those who are gone."""

from flask import Response, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.operations.doors import registry
from clinic_portal.blueprints.operations.forms import AdministratorForm
from clinic_portal.blueprints.operations.inviting import invite
from clinic_portal.contracts.clinics import ClinicEntry
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.web.pages import answer, go_to
from clinic_portal.foundation.web.submit import submit


def new(slug: str) -> ResponseReturnValue:
    form = AdministratorForm(formdata=None)
    form.idempotency_key.process_data(new_id())
    return _form(form, registry().registered_clinic(slug), 200)


def create(slug: str) -> ResponseReturnValue:
    clinic, form = registry().registered_clinic(slug), AdministratorForm()
    return submit(form, lambda: _invite(form, clinic), lambda _refusal, status: _form(form, clinic, status))


def _invite(form: AdministratorForm, clinic: ClinicEntry) -> Response:
    invite(clinic.id, form.invitation(clinic.language))
    return go_to(url_for("operations.clinics_show", slug=clinic.slug), _("The invitation is on its way."))


def _form(form: AdministratorForm, clinic: ClinicEntry, status: int) -> Response:
    return answer("operations/administrator.html", "operations/_administrator.html", status, form=form, clinic=clinic)
