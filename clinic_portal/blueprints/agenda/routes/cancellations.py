"""Cancelling an appointment, with a reason."""

from flask import Response
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.agenda.asked import asked_for
from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.blueprints.agenda.fits import freed_by
from clinic_portal.blueprints.agenda.forms.booking import CancelForm
from clinic_portal.blueprints.agenda.outcome import settled
from clinic_portal.contracts.agenda import AppointmentView
from clinic_portal.foundation.refusals import Refusal, Stale
from clinic_portal.foundation.web.pages import answer
from clinic_portal.foundation.web.submit import submit


def new(appointment_id: int) -> ResponseReturnValue:
    """Ask for the reason."""
    found = agenda().appointment(appointment_id)
    return _form(CancelForm(formdata=None, data={"version": found.version}), found, None, 200)


def create(appointment_id: int) -> ResponseReturnValue:
    """Cancel; the time is free again."""
    form, found = CancelForm(), agenda().appointment(appointment_id)
    return submit(
        form,
        lambda: _cancel(form, appointment_id),
        lambda refusal, status: _form(form, found, refusal, status),
    )


def _cancel(form: CancelForm, appointment_id: int) -> Response:
    cancelled = agenda().cancel(form.command(appointment_id))
    return settled(
        "agenda/_cancelled.html", cancelled, _("Cancelled: %(name)s", name=cancelled.patient_name), freed_by(cancelled)
    )


def _form(form: CancelForm, found: AppointmentView, refusal: Refusal | None, status: int) -> Response:
    if isinstance(refusal, Stale):
        form.version.process_data(refusal.theirs.version)
    return answer(
        "agenda/cancel.html",
        "agenda/_cancel_form.html",
        status,
        form=form,
        appointment=refusal.theirs if isinstance(refusal, Stale) else found,
        shown=asked_for(house()),
    )
