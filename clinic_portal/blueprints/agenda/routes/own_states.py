"""The state of the clinic's own that an appointment is in."""

from flask import Response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.agenda.doors import agenda
from clinic_portal.blueprints.agenda.outcome import settled
from clinic_portal.blueprints.agenda.routes.pressed import pressed
from clinic_portal.contracts.agenda.substates import GiveSubstate
from clinic_portal.foundation.typed import whole_number


def update(appointment_id: int) -> ResponseReturnValue:
    """Put it into one, or, with an empty choice, into none."""
    version, chosen = whole_number(request.form.get("version")) or 0, request.form.get("substate_id", "")
    wanted = whole_number(chosen) or 0 if chosen else None
    command = GiveSubstate(appointment_id=appointment_id, version=version, substate_id=wanted)
    return pressed(appointment_id, lambda: _give(command))


def _give(command: GiveSubstate) -> Response:
    given = agenda().give_substate(command)
    return settled("agenda/_marked.html", given, _("Noted: %(name)s", name=given.patient_name))
