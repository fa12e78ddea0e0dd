"""Registering a patient: as a page, inside another form, or on the way through one without JavaScript."""

import re

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.patients.doors import patients
from clinic_portal.blueprints.patients.errand import find_errand
from clinic_portal.blueprints.patients.forms import INLINE, ContactForm, PatientForm
from clinic_portal.contracts.patients import PossibleDuplicates
from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.web.pages import answer, fragment, go_to, put
from clinic_portal.foundation.web.submit import submit


def new() -> ResponseReturnValue:
    """An empty form, or begun with the words that found nobody."""
    form = typed_form()
    form.begin(request.args.get("q", ""))
    return _show(form, None, 200)


def create() -> ResponseReturnValue:
    """Register; or show the form again with the likely duplicates, which must be answered."""
    form = typed_form()
    return submit(form, lambda: _register(form), lambda refusal, status: _show(form, refusal, status))


def typed_form() -> ContactForm:
    """The form that the request is about: the few fields inside another form, or the whole record."""
    return ContactForm(prefix=INLINE) if _is_inline() else PatientForm()


def _is_inline() -> bool:
    return "inline" in request.args


def _register(form: ContactForm) -> Response:
    patient = patients().register(form.registration(_answered()))
    if _is_inline():
        return put(fragment("patients/_chosen.html", chosen=patient, fresh=True), "#patient-picker", "innerHTML")
    if errand := find_errand(request.args):
        return go_to(errand.with_patient(patient.id))
    return go_to(
        url_for("patients.record_show", patient_id=patient.id), _("%(name)s is registered.", name=patient.name)
    )


def _answered() -> tuple[int, ...]:
    """The ids that were shown in the warning and are somebody else."""
    return tuple(int(number) for number in re.findall(r"\d{1,18}", request.form.get("another_person", "")))


def _show(form: ContactForm, refusal: Refusal | None, status: int) -> Response:
    likely = refusal.likely if isinstance(refusal, PossibleDuplicates) else ()
    errand = find_errand(request.args)
    if _is_inline():
        return fragment("patients/_inline.html", status, form=form, likely=likely, errand=errand)
    return answer("patients/new.html", "patients/_registration.html", status, form=form, likely=likely, errand=errand)
