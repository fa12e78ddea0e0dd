"""The clinic does not give what a patient asked for: tell them, who were told nothing about it before."""

from sqlalchemy import select

from clinic_portal.contexts.notifications.commands.write_messages import write_messages
from clinic_portal.contexts.notifications.models import NoticeRow
from clinic_portal.contexts.notifications.rules import News, Standing
from clinic_portal.contexts.notifications.visits import Visits
from clinic_portal.contracts.agenda import AppointmentCancelled
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.contracts.notifications import Channel, Occasion
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.work import current_work


def announce_declined(
    event: AppointmentCancelled, visits: Visits, house: ClinicDirectory, channels: frozenset[Channel]
) -> None:
    """Once: whoever has a notice was told already; nothing is said of a time that is over."""
    session = current_work()
    told = session.scalar(select(NoticeRow.tellings).where(NoticeRow.appointment_id == event.appointment_id))
    if event.starts_at <= now() or told is not None:
        return
    notice = NoticeRow(appointment_id=event.appointment_id, tellings=0)
    session.add(notice)
    stands = Standing(
        cancelled=True,
        starts_at=event.starts_at,
        practitioner_id=event.practitioner_id,
        branch_id=event.branch_id,
    )
    news = News(Occasion.DECLINED, stands)
    write_messages(news, notice, event.patient_id, house, channels=channels, visits=visits)
