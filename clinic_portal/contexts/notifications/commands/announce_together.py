"""The time has come for several appointments that changed in one act: their patient hears of all in one message."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select

from clinic_portal.contexts.notifications import rules
from clinic_portal.contexts.notifications.commands.write_messages import write_messages
from clinic_portal.contexts.notifications.commands.write_together import write_together
from clinic_portal.contexts.notifications.events import TogetherPlanned
from clinic_portal.contexts.notifications.models import NoticeRow
from clinic_portal.contexts.notifications.rules import News
from clinic_portal.contexts.notifications.told import remember, stands, told
from clinic_portal.contexts.notifications.visits import Visits
from clinic_portal.contracts.agenda import AppointmentStatus, AppointmentView
from clinic_portal.contracts.clinics import ClinicsContract
from clinic_portal.contracts.notifications import Channel, Occasion
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.work import current_work

Item = tuple[News, NoticeRow, AppointmentView]


def announce_together(
    event: TogetherPlanned, visits: Visits, clinics: ClinicsContract, channels: frozenset[Channel]
) -> None:
    """One message an occasion; what was put off since, or is no longer news, is not in it."""
    items: defaultdict[Occasion, list[Item]] = defaultdict(list)
    for notice in _due(event):
        notice.due_at = None
        appointment = visits.agenda.appointment(notice.appointment_id)
        news = rules.news(told(notice), stands(appointment), now())
        if news and appointment.status is not AppointmentStatus.PENDING:
            items[news.occasion].append((news, notice, appointment))
    for found in items.values():
        found.sort(key=lambda one: one[0].names.starts_at)
        _tell(found, visits, clinics, channels)


def _tell(items: Sequence[Item], visits: Visits, clinics: ClinicsContract, channels: frozenset[Channel]) -> None:
    """What is left of a series as one appointment is told as one."""
    patient_id, house = items[0][2].patient_id, clinics.directory()
    if len(items) == 1:
        [(news, notice, _)] = items
        written = write_messages(news, notice, patient_id, house, channels=channels, visits=visits)
    else:
        told_of = [(news, notice) for news, notice, _ in items]
        written = write_together(told_of, patient_id, house, channels=channels, visits=visits)
    if written:
        for _, notice, appointment in items:
            remember(notice, stands(appointment))


def _due(event: TogetherPlanned) -> Sequence[NoticeRow]:
    """Locked in the order of their ids."""
    ids = NoticeRow.appointment_id.in_(event.appointment_ids)
    found = current_work().scalars(select(NoticeRow).where(ids).order_by(NoticeRow.appointment_id).with_for_update())
    return [one for one in found if one.due_at and one.due_at <= event.due_at]
