"""The time has come: tell the patient what they do not know yet, or nothing."""

from sqlalchemy import select

from clinic_portal.contexts.notifications import rules
from clinic_portal.contexts.notifications.commands.write_messages import write_messages
from clinic_portal.contexts.notifications.events import NoticePlanned
from clinic_portal.contexts.notifications.models import NoticeRow
from clinic_portal.contexts.notifications.told import remember, stands, told
from clinic_portal.contexts.notifications.visits import Visits
from clinic_portal.contracts.agenda import AppointmentStatus
from clinic_portal.contracts.clinics import ClinicsContract
from clinic_portal.contracts.notifications import Channel
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.work import current_work


def announce(event: NoticePlanned, visits: Visits, clinics: ClinicsContract, channels: frozenset[Channel]) -> None:
    """Compare what the patient knows with how the appointment stands now, and write the messages.

    The agenda is asked, for facts may arrive late or twice; a notice that was put off meanwhile does nothing.
    """
    notice = _due(event)
    if notice is None:
        return
    notice.due_at = None
    appointment = visits.agenda.appointment(event.appointment_id)
    if appointment.status is AppointmentStatus.PENDING:
        return
    standing = stands(appointment)
    news = rules.news(told(notice), standing, now())
    if news and write_messages(
        news, notice, appointment.patient_id, clinics.directory(), channels=channels, visits=visits
    ):
        remember(notice, standing)


def _due(event: NoticePlanned) -> NoticeRow | None:
    notice = current_work().scalar(
        select(NoticeRow).where(NoticeRow.appointment_id == event.appointment_id).with_for_update()
    )
    return notice if notice and notice.due_at and notice.due_at <= event.due_at else None
