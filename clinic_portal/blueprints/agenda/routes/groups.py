"""A group appointment: its seats, who has them, and the way to one more."""

from zoneinfo import ZoneInfo

from flask import url_for
from flask.typing import ResponseReturnValue

from clinic_portal.blueprints.agenda.asked import asked_for
from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.blueprints.agenda.outcome import day_of
from clinic_portal.contracts.agenda import AppointmentStatus, AppointmentView
from clinic_portal.foundation.web.pages import answer


def show(appointment_id: int) -> ResponseReturnValue:
    """All who share the session of an appointment."""
    members, home = agenda().group(appointment_id), house()
    first = members[0]
    return answer(
        "agenda/group.html",
        "agenda/_group.html",
        members=members,
        first=first,
        taken=sum(one.status is not AppointmentStatus.NOSHOW for one in members),
        kind=next(kind for kind in agenda().types() if kind.id == first.type_id),
        house=home,
        another=_another(first, home.clinic.time_zone),
        shown=day_of(first, asked_for(home)),
    )


def _another(first: AppointmentView, time_zone: str) -> str:
    """The booking form for the same session."""
    local = first.starts_at.astimezone(ZoneInfo(time_zone))
    return url_for(
        "agenda.appointments_new",
        day=local.date().isoformat(),
        time=f"{local:%H:%M}",
        minutes=first.minutes,
        practitioner_id=first.practitioner_id,
        room_id=first.room_id,
        type_id=first.type_id,
    )
