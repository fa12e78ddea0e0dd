"""The patient has confirmed, by telephone for example."""

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.agenda.doors import agenda
from clinic_portal.blueprints.agenda.outcome import settled
from clinic_portal.contracts.agenda import ConfirmAppointment


def create(appointment_id: int) -> ResponseReturnValue:
    """Note it."""
    version = request.form.get("version", "")
    confirmed = agenda().confirm(
        ConfirmAppointment(appointment_id=appointment_id, version=int(version) if version.isdecimal() else 0)
    )
    return settled("agenda/_marked.html", confirmed, _("Confirmed: %(name)s", name=confirmed.patient_name))
