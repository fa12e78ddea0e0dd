"""The states of an appointment: arrived, in room, done, no-show, and the way back."""

from flask import Response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.agenda.doors import agenda
from clinic_portal.blueprints.agenda.fits import freed_by
from clinic_portal.blueprints.agenda.outcome import settled
from clinic_portal.blueprints.agenda.routes.pressed import pressed
from clinic_portal.contracts.agenda import AppointmentStatus, MarkAppointment, NotThatStep
from clinic_portal.foundation.typed import whole_number


def update(appointment_id: int) -> ResponseReturnValue:
    """Take the appointment to the state that was asked for."""
    wanted, version = request.form.get("status", ""), whole_number(request.form.get("version"))
    if wanted not in set(AppointmentStatus):
        agenda().appointment(appointment_id)
        raise NotThatStep
    command = MarkAppointment(appointment_id=appointment_id, version=version or 0, status=AppointmentStatus(wanted))
    return pressed(appointment_id, lambda: _mark(command))


def _mark(command: MarkAppointment) -> Response:
    marked = agenda().mark(command)
    freed = freed_by(marked) if marked.status is AppointmentStatus.NOSHOW else None
    return settled("agenda/_marked.html", marked, _("Noted: %(name)s", name=marked.patient_name), freed)
