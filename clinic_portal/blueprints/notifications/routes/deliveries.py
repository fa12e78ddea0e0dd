"""What was sent about an appointment; asked for again while something is on its way."""

from flask.typing import ResponseReturnValue

from clinic_portal.contracts.agenda import AgendaContract
from clinic_portal.contracts.notifications import NotificationsContract
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.web.pages import answer


def index(appointment_id: int) -> ResponseReturnValue:
    """The delivery log of one appointment."""
    notifications = find(NotificationsContract)
    return answer(
        "notifications/deliveries.html",
        "notifications/_deliveries.html",
        appointment=find(AgendaContract).appointment(appointment_id),
        deliveries=notifications.deliveries(appointment_id),
        message_due=notifications.due_at(appointment_id),
    )
