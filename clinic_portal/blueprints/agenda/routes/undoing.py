"""The last deed is taken back."""

from flask import Response
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField

from clinic_portal.blueprints.agenda.asked import asked_for
from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.blueprints.agenda.outcome import settled
from clinic_portal.contracts.agenda import SlotTaken, UndoDeed
from clinic_portal.foundation.refusals import Refusal, Stale
from clinic_portal.foundation.typed import whole_number
from clinic_portal.foundation.web.pages import answer, put
from clinic_portal.foundation.web.submit import submit


class UndoForm(FlaskForm):
    """Which deed: the one that brought the appointment to this version."""

    version = HiddenField()


def create(appointment_id: int) -> ResponseReturnValue:
    """Take it back; or say what stands in the way."""
    form = UndoForm()
    command = UndoDeed(appointment_id=appointment_id, version=whole_number(form.version.data) or 0)
    return submit(form, lambda: _undo(command), lambda refusal, status: _refused(appointment_id, refusal, status))


def _undo(command: UndoDeed) -> Response:
    undone = agenda().undo(command)
    return settled("agenda/_undone.html", undone, _("Undone: %(name)s", name=undone.patient_name), undoable=False)


def _refused(appointment_id: int, refusal: Refusal | None, status: int) -> Response:
    response = answer(
        "agenda/undo.html",
        "agenda/_undo_refused.html",
        status,
        appointment=agenda().appointment(appointment_id),
        refusal=refusal,
        stale=isinstance(refusal, Stale),
        clash=refusal.clash if isinstance(refusal, SlotTaken) else None,
        shown=asked_for(house()),
    )
    return put(response, "#panel-body", "innerHTML")
