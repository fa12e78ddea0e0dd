"""Moving the appointments of a series together."""

from zoneinfo import ZoneInfo

from flask import Response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.agenda.asked import asked_for
from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.blueprints.agenda.forms.series import MoveSeriesForm, time_of
from clinic_portal.blueprints.agenda.outcome import settled
from clinic_portal.contracts.agenda import AppointmentView, SeriesClashes
from clinic_portal.foundation.refusals import Refusal, Stale
from clinic_portal.foundation.typed import whole_number
from clinic_portal.foundation.web.pages import answer
from clinic_portal.foundation.web.submit import submit


def edit(appointment_id: int) -> ResponseReturnValue:
    """The form, standing where this appointment stands."""
    found = agenda().appointment(appointment_id)
    form = MoveSeriesForm(formdata=None, data=_present(found))
    form.furnish(house())
    return _form(form, found, None, 200)


def update(appointment_id: int) -> ResponseReturnValue:
    """Move all or none; what is in the way is shown time by time."""
    found = agenda().appointment(appointment_id)
    form = MoveSeriesForm(data=_present(found))
    form.furnish(house())
    return submit(
        form,
        lambda: _move(form, appointment_id),
        lambda refusal, status: _form(form, found, refusal, status),
    )


def _move(form: MoveSeriesForm, appointment_id: int) -> Response:
    planned = [number for text in request.form.getlist("planned") if (number := whole_number(text)) is not None]
    agenda().move_series(form.series(appointment_id, planned))
    moved = agenda().appointment(appointment_id)
    return settled("agenda/_moved.html", moved, _("Series moved: %(name)s", name=moved.patient_name))


def _form(form: MoveSeriesForm, found: AppointmentView, refusal: Refusal | None, status: int) -> Response:
    if isinstance(refusal, Stale):
        form.version.process_data(refusal.theirs.version)
    plan = refusal.plan if isinstance(refusal, SeriesClashes) else None
    room = form.wished_room()
    return answer(
        "agenda/series/move_page.html",
        "agenda/series/_move_form.html",
        status,
        form=form,
        appointment=refusal.theirs if isinstance(refusal, Stale) else found,
        stale=isinstance(refusal, Stale),
        plan=plan,
        times=[(one, str(time_of(one, room))) for one in plan.occurrences] if plan else [],
        house=house(),
        shown=asked_for(house()),
    )


def _present(found: AppointmentView) -> dict[str, object]:
    local = found.starts_at.astimezone(ZoneInfo(house().clinic.time_zone))
    return {
        "practitioner_id": found.practitioner_id,
        "room_id": found.room_id,
        "day": local.date(),
        "time": local.time(),
        "minutes": found.minutes,
        "version": found.version,
    }
