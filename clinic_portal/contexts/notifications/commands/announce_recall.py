"""A patient is due to come again: write the messages, or say that nobody can be reached."""

from flask_babel import force_locale
from sqlalchemy import select

from clinic_portal.contexts.notifications import rules
from clinic_portal.contexts.notifications.commands.plan_delivery import plan_delivery
from clinic_portal.contexts.notifications.commands.write_messages import ways_to
from clinic_portal.contexts.notifications.contacts import Contact, contact_of
from clinic_portal.contexts.notifications.models import DeliveryRow
from clinic_portal.contexts.notifications.wording.facts import Facts
from clinic_portal.contexts.notifications.wording.letters import Letter
from clinic_portal.contexts.notifications.wording.recalls import recall_letter, recall_sms
from clinic_portal.contracts.agenda import AgendaContract
from clinic_portal.contracts.agenda.recalls import RecallTold, RecallView
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.contracts.notifications import Channel, Occasion, RecallMessageFailed
from clinic_portal.foundation.clock import at_local
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.work import current_work


def announce_recall(
    event: RecallTold, agenda: AgendaContract, house: ClinicDirectory, channels: frozenset[Channel]
) -> None:
    """Queue the messages, each once; nothing for a recall that is booked or stopped by now."""
    recall = agenda.recall(event.recall_id)
    if not recall.open:
        return
    contact = contact_of(recall.patient_id)
    known = ways_to(contact, channels) if contact else {}
    if contact is None or not known:
        publish(RecallMessageFailed(recall_id=recall.id, channel=None))
        return
    facts, kind = _facts(recall, house, contact), _kind(recall, agenda)
    for channel, recipient in known.items():
        delivery = _delivery(event, channel, recipient, facts, kind)
        if not current_work().scalar(select(DeliveryRow.id).where(DeliveryRow.key == delivery.key)):
            plan_delivery(delivery)


def _kind(recall: RecallView, agenda: AgendaContract) -> str:
    return next((kind.name for kind in agenda.types() if kind.id == recall.type_id), "")


def _facts(recall: RecallView, house: ClinicDirectory, contact: Contact) -> Facts:
    practitioner = house.practitioner(recall.practitioner_id or 0)
    return Facts(
        clinic=house.clinic,
        branch=house.branch(recall.branch_id),
        practitioner=practitioner.name if practitioner else "",
        patient=contact.name,
        language=contact.language,
        starts_at=at_local(recall.due, 0, house.clinic.time_zone),
        texts=house.text(contact.language),
    )


def _delivery(event: RecallTold, channel: Channel, recipient: str, facts: Facts, kind: str) -> DeliveryRow:
    with force_locale(facts.language):
        email = channel is Channel.EMAIL
        letter = recall_letter(facts, kind) if email else Letter("", recall_sms(facts, kind))
    return DeliveryRow(
        recall_id=event.recall_id,
        channel=channel,
        occasion=Occasion.RECALL,
        language=facts.language,
        recipient=recipient,
        sender=facts.clinic.name,
        subject=letter.subject,
        text=letter.text,
        key=rules.recall_key(facts.clinic.id, event.recall_id, event.telling, channel),
    )
