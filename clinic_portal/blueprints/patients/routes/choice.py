"""Choosing a patient for another form: in place, or page by page without JavaScript."""

from flask import request
from flask.typing import ResponseReturnValue

from clinic_portal.blueprints.patients.doors import patients
from clinic_portal.blueprints.patients.errand import find_errand
from clinic_portal.contracts.agenda import AgendaContract
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.web.pages import fragment, go_to


def picker() -> ResponseReturnValue:
    """The field to choose with, before anybody is chosen."""
    return fragment("patients/_picker.html")


def pick(patient_id: int) -> ResponseReturnValue:
    """The chosen patient, as part of the form around the field."""
    chosen, attendance = patients().patient(patient_id), find(AgendaContract).attendance(patient_id)
    return fragment("patients/_chosen.html", chosen=chosen, attendance=attendance, fresh=True)


def start() -> ResponseReturnValue:
    """Leave a half-filled form for a page of results; what was filled in goes along in its address."""
    errand = find_errand(request.form)
    if errand is None:
        raise NotFound
    return go_to(errand.passed_on("patients.choice_show", q=request.form.get("q", "").strip()))


def show() -> ResponseReturnValue:
    """The results, each of which leads back to the form."""
    errand, text = find_errand(request.args), request.args.get("q", "").strip()
    if errand is None:
        raise NotFound
    return fragment("patients/choice.html", errand=errand, text=text, found=patients().search(text, 20))
