"""Cancelling what is still to come of a series, with one reason."""

from flask import Response
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.agenda.asked import asked_for
from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.blueprints.agenda.forms.series import CancelSeriesForm
from clinic_portal.blueprints.agenda.outcome import settled
from clinic_portal.contracts.agenda import AppointmentView
from clinic_portal.foundation.refusals import Refusal, Stale
from clinic_portal.foundation.web.pages import answer
from clinic_portal.foundation.web.submit import submit


def new(appointment_id: int) -> ResponseReturnValue:
    """Ask which ones and why."""
    found = agenda().appointment(appointment_id)
    return _form(CancelSeriesForm(formdata=None, data={"version": found.version}), found, None, 200)


def create(appointment_id: int) -> ResponseReturnValue:
    """Cancel; their times are free again."""
    form, found = CancelSeriesForm(), agenda().appointment(appointment_id)
    return submit(
        form,
        lambda: _cancel(form, appointment_id),
        lambda refusal, status: _form(form, found, refusal, status),
    )


def _cancel(form: CancelSeriesForm, appointment_id: int) -> Response:
    agenda().cancel_series(form.series(appointment_id))
    this = agenda().appointment(appointment_id)
    return settled("agenda/_cancelled.html", this, _("Series cancelled: %(name)s", name=this.patient_name))


def _form(form: CancelSeriesForm, found: AppointmentView, refusal: Refusal | None, status: int) -> Response:
    if isinstance(refusal, Stale):
        form.version.process_data(refusal.theirs.version)
    return answer(
        "agenda/series/cancel_page.html",
        "agenda/series/_cancel_form.html",
        status,
        form=form,
        appointment=refusal.theirs if isinstance(refusal, Stale) else found,
        shown=asked_for(house()),
    )
