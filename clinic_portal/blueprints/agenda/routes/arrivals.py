"""Who comes: with an appointment, by one button; without one, by a form that finds the patient."""

from flask import Response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.blueprints.agenda.forms.waiting import WalkInForm
from clinic_portal.blueprints.agenda.routes.turns import settled
from clinic_portal.blueprints.agenda.waiting import asked_for
from clinic_portal.contracts.agenda import AppointmentStatus, MarkAppointment
from clinic_portal.contracts.patients import PatientsContract, PatientView
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.typed import whole_number
from clinic_portal.foundation.web.pages import answer
from clinic_portal.foundation.web.submit import submit


def new() -> ResponseReturnValue:
    form = WalkInForm(formdata=MultiDict(request.args))
    form.furnish(house(), asked_for().branch.id, agenda().service_points())
    return _form(form, None, 200)


def create() -> ResponseReturnValue:
    """Give a ticket."""
    form = WalkInForm()
    form.furnish(house(), asked_for().branch.id, agenda().service_points())
    return submit(form, lambda: _enter(form), lambda refusal, status: _form(form, refusal, status))


def mark(appointment_id: int) -> ResponseReturnValue:
    """Somebody with an appointment is here, or did not come."""
    version = whole_number(request.form.get("version")) or 0
    came = request.form.get("status") != AppointmentStatus.NOSHOW
    status = AppointmentStatus.ARRIVED if came else AppointmentStatus.NOSHOW
    arrived = agenda().mark(MarkAppointment(appointment_id=appointment_id, version=version, status=status))
    entries = agenda().queue(arrived.branch_id).entries
    number = next((one.number for one in entries if one.appointment_id == arrived.id), None)
    if number is None:
        return settled(_("Noted: %(name)s", name=arrived.patient_name))
    return settled(_("Ticket %(number)s: %(name)s", number=number, name=arrived.patient_name))


def _enter(form: WalkInForm) -> Response:
    entry = agenda().enter_queue(form.command())
    return settled(_("Ticket %(number)s: %(name)s", number=entry.number, name=entry.patient_name))


def _form(form: WalkInForm, _refusal: Refusal | None, status: int) -> Response:
    return answer(
        "agenda/waiting_room/new.html",
        "agenda/waiting_room/_walk_in_form.html",
        status,
        form=form,
        patient=_patient(form),
        shown=asked_for(),
    )


def _patient(form: WalkInForm) -> PatientView | None:
    chosen = whole_number(form.patient_id.data)
    return find(PatientsContract).patient(chosen) if chosen else None
