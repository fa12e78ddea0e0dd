"""Editing a record, with both texts side by side when somebody else was quicker."""

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.patients.doors import patients
from clinic_portal.blueprints.patients.forms import EditForm
from clinic_portal.blueprints.patients.theirs import differences
from clinic_portal.contracts.patients import PatientView
from clinic_portal.foundation.refusals import Refusal, Stale
from clinic_portal.foundation.web.difference import Difference, take
from clinic_portal.foundation.web.pages import answer, go_to
from clinic_portal.foundation.web.submit import submit


def show(patient_id: int) -> ResponseReturnValue:
    """The form with the record as it stands."""
    form, patient = EditForm(), patients().patient(patient_id)
    form.show(patient)
    return _form(form, patient_id, (), 200)


def save(patient_id: int) -> ResponseReturnValue:
    """Save; or compare with what stands now; or take a field of theirs into the form, without saving."""
    form, stands = EditForm(), patients().patient(patient_id)
    if "take" in request.form:
        return _take(form, stands, request.form["take"])
    return submit(
        form, lambda: _save(form, patient_id), lambda refusal, status: _again(form, patient_id, refusal, status)
    )


def _save(form: EditForm, patient_id: int) -> Response:
    patient = patients().edit(form.edit(patient_id))
    return go_to(url_for("patients.record_show", patient_id=patient_id), _("%(name)s is saved.", name=patient.name))


def _take(form: EditForm, theirs: PatientView, name: str) -> Response:
    take(form, differences(form, theirs), name)
    return _compare(form, theirs, 200, taken=name)


def _again(form: EditForm, patient_id: int, refusal: Refusal | None, status: int) -> Response:
    if isinstance(refusal, Stale):
        return _compare(form, refusal.theirs, status)
    return _form(form, patient_id, (), status)


def _compare(form: EditForm, theirs: PatientView, status: int, taken: str = "") -> Response:
    """Mine stays in the form; saving it again replaces what stands now, which has been seen."""
    form.version.process_data(theirs.version)
    return _form(form, theirs.id, differences(form, theirs), status, taken)


def _form(form: EditForm, patient_id: int, theirs: tuple[Difference, ...], status: int, taken: str = "") -> Response:
    return answer(
        "patients/edit.html",
        "patients/_edit_form.html",
        status,
        form=form,
        patient_id=patient_id,
        taken=taken,
        theirs={difference.name: difference for difference in theirs},
    )
