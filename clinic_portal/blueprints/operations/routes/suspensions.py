"""Closing a clinic to its people, with a reason."""

from flask import Response, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.operations.doors import registry
from clinic_portal.blueprints.operations.forms import SuspensionForm
from clinic_portal.foundation.web.pages import answer, go_to
from clinic_portal.foundation.web.submit import submit


def new(slug: str) -> ResponseReturnValue:
    """What it means, and the question why."""
    return _form(SuspensionForm(formdata=None), slug, 200)


def create(slug: str) -> ResponseReturnValue:
    form = SuspensionForm()
    return submit(form, lambda: _suspend(form, slug), lambda _refusal, status: _form(form, slug, status))


def _suspend(form: SuspensionForm, slug: str) -> Response:
    registry().suspend_clinic(form.command(slug))
    return go_to(url_for("operations.clinics_show", slug=slug), _("The clinic is suspended."))


def _form(form: SuspensionForm, slug: str, status: int) -> Response:
    clinic = registry().registered_clinic(slug)
    return answer("operations/suspension.html", "operations/_suspension.html", status, form=form, clinic=clinic)
