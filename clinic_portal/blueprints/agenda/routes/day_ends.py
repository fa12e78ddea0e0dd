"""The end of the day: what has no final state, who did not come, whom nothing reached, and who asks to move."""

from datetime import timedelta

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.agenda.asked import shown_by
from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.contracts.agenda import AppointmentStatus, MarkAppointment, NotThatStep, SettleWish
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.typed import whole_number
from clinic_portal.foundation.web.pages import done


def show() -> ResponseReturnValue:
    return render_template("agenda/day_end/show.html", **_values())


def update(appointment_id: int) -> ResponseReturnValue:
    """Give an appointment its final state."""
    wanted, version = request.form.get("status", ""), whole_number(request.form.get("version")) or 0
    if wanted not in set(AppointmentStatus):
        agenda().appointment(appointment_id)
        raise NotThatStep
    marked = agenda().mark(
        MarkAppointment(appointment_id=appointment_id, version=version, status=AppointmentStatus(wanted))
    )
    return _settled(_("Noted: %(name)s", name=marked.patient_name))


def settle(appointment_id: int) -> ResponseReturnValue:
    """A wish to move is looked after."""
    found = agenda().appointment(appointment_id)
    agenda().settle_wish(SettleWish(appointment_id=appointment_id))
    return _settled(_("Looked after: %(name)s", name=found.patient_name))


def _settled(said: str) -> Response:
    values = _values()
    return done("agenda/day_end/_lists.html", then=str(values["here"]), said=said, **values)


def _values() -> dict[str, object]:
    home = house()
    shown = shown_by(request.args, home, "day")
    return {
        "shown": shown,
        "house": home,
        "today": today(home.clinic.time_zone),
        "tomorrow": shown.day + timedelta(days=1),
        "end": agenda().day_end(shown.branch.id, shown.day),
        "wishes": agenda().move_wishes(),
        "here": url_for("agenda.day_ends_show", day=shown.day.isoformat(), branch=shown.branch.id),
    }
