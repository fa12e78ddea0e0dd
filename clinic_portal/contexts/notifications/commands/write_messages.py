"""Write the message about an appointment for every channel on which its patient can be reached."""

from dataclasses import replace

from flask_babel import force_locale

from clinic_portal.contexts.notifications import rules
from clinic_portal.contexts.notifications.commands.plan_delivery import plan_delivery
from clinic_portal.contexts.notifications.contacts import Contact, contact_of
from clinic_portal.contexts.notifications.models import DeliveryRow, NoticeRow
from clinic_portal.contexts.notifications.rules import News
from clinic_portal.contexts.notifications.visits import LINKED, Visits
from clinic_portal.contexts.notifications.wording.facts import Facts
from clinic_portal.contexts.notifications.wording.letters import Letter, appointment_letter
from clinic_portal.contexts.notifications.wording.sms import sms
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.contracts.notifications import Channel, Occasion


def write_messages(
    news: News,
    notice: NoticeRow,
    patient_id: int,
    house: ClinicDirectory,
    *,
    channels: frozenset[Channel],
    visits: Visits,
) -> bool:
    """Queue the messages; whether there was any way to reach the patient."""
    contact = contact_of(patient_id)
    ways = ways_to(contact, channels) if contact else {}
    if contact is None or not ways:
        return False
    notice.tellings, notice.together = notice.tellings + 1, None
    facts, reference = facts_of(news, house, contact), None
    if news.occasion in LINKED:
        reference, link = visits.link(notice.appointment_id, contact.language, house.clinic.slug)
        facts = replace(facts, link=link)
    for channel, recipient in ways.items():
        delivery = _delivery(news.occasion, channel, recipient, facts, notice)
        delivery.reference = reference
        plan_delivery(delivery)
    return True


def ways_to(contact: Contact, channels: frozenset[Channel]) -> dict[Channel, str]:
    """On which channels somebody can be reached, and where."""
    known = {Channel.SMS: contact.phone, Channel.EMAIL: contact.email}
    return {channel: address for channel, address in known.items() if address and channel in channels}


def facts_of(news: News, house: ClinicDirectory, contact: Contact) -> Facts:
    """What there is to say of one appointment, without a link."""
    practitioner = house.practitioner(news.names.practitioner_id)
    return Facts(
        clinic=house.clinic,
        branch=house.branch(news.names.branch_id),
        practitioner=practitioner.name if practitioner else "",
        patient=contact.name,
        language=contact.language,
        starts_at=news.names.starts_at,
        was_at=news.was_at,
        video_url=news.names.video_url,
        texts=house.text(contact.language),
    )


def _delivery(occasion: Occasion, channel: Channel, recipient: str, facts: Facts, notice: NoticeRow) -> DeliveryRow:
    with force_locale(facts.language):
        letter = appointment_letter(occasion, facts) if channel is Channel.EMAIL else Letter("", sms(occasion, facts))
    return DeliveryRow(
        appointment_id=notice.appointment_id,
        channel=channel,
        occasion=occasion,
        language=facts.language,
        recipient=recipient,
        sender=facts.clinic.name,
        subject=letter.subject,
        text=letter.text,
        key=rules.telling_key(facts.clinic.id, notice.appointment_id, notice.tellings, channel),
    )
