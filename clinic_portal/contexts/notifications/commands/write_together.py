"""Write one message about several appointments of a patient, for every channel on which they can be reached."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from flask_babel import force_locale

from clinic_portal.contexts.notifications import rules
from clinic_portal.contexts.notifications.commands.plan_delivery import plan_delivery
from clinic_portal.contexts.notifications.commands.write_messages import facts_of, ways_to
from clinic_portal.contexts.notifications.contacts import contact_of
from clinic_portal.contexts.notifications.models import AlsoAboutRow, DeliveryRow, NoticeRow
from clinic_portal.contexts.notifications.rules import News
from clinic_portal.contexts.notifications.visits import LINKED, Visits
from clinic_portal.contexts.notifications.wording.facts import Facts
from clinic_portal.contexts.notifications.wording.letters import Letter
from clinic_portal.contexts.notifications.wording.together import together_letter, together_sms
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.contracts.notifications import Channel, Occasion
from clinic_portal.foundation.tenancy import current_clinic_id
from clinic_portal.foundation.work import current_work

Told = Sequence[tuple[News, NoticeRow]]


def write_together(
    told_of: Told, patient_id: int, house: ClinicDirectory, *, channels: frozenset[Channel], visits: Visits
) -> bool:
    """Queue the messages about all of one occasion, by time; whether there was any way to reach the patient."""
    contact = contact_of(patient_id)
    ways = ways_to(contact, channels) if contact else {}
    if contact is None or not ways:
        return False
    together, occasion = _named(told_of), told_of[0][0].occasion
    all_facts, references = [facts_of(news, house, contact) for news, _ in told_of], None
    # An SMS has no room for an address a time; what each is answered with stands in the letter.
    if occasion in LINKED and Channel.EMAIL in ways:
        links = [visits.link(one.appointment_id, contact.language, house.clinic.slug) for _, one in told_of]
        references = visits.references(links)
        all_facts = [replace(facts, link=link) for facts, (_, link) in zip(all_facts, links, strict=True)]
    for channel, recipient in ways.items():
        delivery = _delivery(occasion, channel, recipient, all_facts, together)
        delivery.appointment_id = told_of[0][1].appointment_id
        delivery.reference = references if channel is Channel.EMAIL else None
        plan_delivery(delivery)
        _also_about(delivery, told_of)
    return True


def _named(told_of: Told) -> UUID:
    """The word that all of them are told by now."""
    notices = [notice for _, notice in told_of]
    for notice in notices:
        notice.tellings += 1
    together = rules.together_id(current_clinic_id(), notices[0].appointment_id, notices[0].tellings)
    for notice in notices:
        notice.together = together
    return together


def _also_about(delivery: DeliveryRow, told_of: Told) -> None:
    current_work().add_all(
        AlsoAboutRow(appointment_id=notice.appointment_id, delivery_id=delivery.id) for _, notice in told_of[1:]
    )


def _delivery(
    occasion: Occasion, channel: Channel, recipient: str, all_facts: Sequence[Facts], together: UUID
) -> DeliveryRow:
    first = all_facts[0]
    with force_locale(first.language):
        letter = (
            together_letter(occasion, all_facts)
            if channel is Channel.EMAIL
            else Letter("", together_sms(occasion, all_facts))
        )
    return DeliveryRow(
        channel=channel,
        occasion=occasion,
        language=first.language,
        recipient=recipient,
        sender=first.clinic.name,
        subject=letter.subject,
        text=letter.text,
        key=rules.together_key(together, channel),
    )
