"""The patient has confirmed, by telephone for example."""

from flask import Response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.agenda.doors import agenda
from clinic_portal.blueprints.agenda.outcome import settled
from clinic_portal.blueprints.agenda.routes.pressed import pressed
from clinic_portal.contracts.agenda import ConfirmAppointment
from clinic_portal.foundation.typed import whole_number


def create(appointment_id: int) -> ResponseReturnValue:
    """Note it."""
    version = whole_number(request.form.get("version")) or 0
    command = ConfirmAppointment(appointment_id=appointment_id, version=version)
    return pressed(appointment_id, lambda: _confirm(command))


def _confirm(command: ConfirmAppointment) -> Response:
    confirmed = agenda().confirm(command)
    return settled("agenda/_marked.html", confirmed, _("Confirmed: %(name)s", name=confirmed.patient_name))
