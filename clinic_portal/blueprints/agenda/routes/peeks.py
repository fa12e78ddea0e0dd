"""What is told of an appointment at a glance, without opening it."""

from flask.typing import ResponseReturnValue

from clinic_portal.blueprints.agenda.doors import agenda, house, substate_of
from clinic_portal.contracts.notifications import NotificationsContract
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.web.pages import answer
from clinic_portal.foundation.work import one_work


def show(appointment_id: int) -> ResponseReturnValue:
    """Phone, type, place in a series, last visit, missed appointments, whether it is confirmed and what was told."""
    with one_work():
        found, notifications = agenda().appointment(appointment_id), find(NotificationsContract)
        past = agenda().patient_past(found.patient_id, found.starts_at)
        deliveries, due = notifications.deliveries(appointment_id), notifications.due_at(appointment_id)
    return answer(
        "agenda/peek.html",
        "agenda/_peek.html",
        appointment=found,
        kind=next((kind for kind in agenda().types() if kind.id == found.type_id), None),
        substate=substate_of(found),
        past=past,
        deliveries=deliveries,
        message_due=due,
        house=house(),
    )
