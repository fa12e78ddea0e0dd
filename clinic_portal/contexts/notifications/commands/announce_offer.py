"""A time is offered to somebody on the waiting list, or has gone to another: write the message on every channel."""

from dataclasses import replace

from flask_babel import force_locale
from sqlalchemy import select

from clinic_portal.contexts.notifications import rules
from clinic_portal.contexts.notifications.commands.plan_delivery import plan_delivery
from clinic_portal.contexts.notifications.commands.write_messages import ways_to
from clinic_portal.contexts.notifications.contacts import Contact, contact_of
from clinic_portal.contexts.notifications.models import DeliveryRow
from clinic_portal.contexts.notifications.offers import Offers
from clinic_portal.contexts.notifications.wording.facts import Facts
from clinic_portal.contexts.notifications.wording.letters import Letter
from clinic_portal.contexts.notifications.wording.offers import offer_letter
from clinic_portal.contexts.notifications.wording.sms import sms
from clinic_portal.contracts.agenda import AskState, OfferedTime, WaitlistMissed, WaitlistOffered
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.contracts.notifications import Channel, Occasion
from clinic_portal.foundation.tenancy import current_clinic_id
from clinic_portal.foundation.work import current_work


def announce_offer(
    event: WaitlistOffered | WaitlistMissed, offers: Offers, house: ClinicDirectory, channels: frozenset[Channel]
) -> None:
    """Queue the messages, once; an offer that is over by now is not made."""
    occasion = Occasion.OFFERED if isinstance(event, WaitlistOffered) else Occasion.MISSED
    contact = contact_of(event.patient_id)
    ways = ways_to(contact, channels) if contact else {}
    if contact is None or not ways:
        return
    told = offers.told(event.ask_id, contact.language)
    if occasion is Occasion.OFFERED and told.state is not AskState.ASKED:
        return
    facts = _facts(told, house, contact)
    if occasion is Occasion.OFFERED:
        facts = replace(facts, branch=house.branch(told.branch_id), link=offers.link(house.clinic.slug))
    for channel, recipient in ways.items():
        key = rules.offer_key(current_clinic_id(), event.ask_id, occasion, channel)
        if not current_work().scalar(select(DeliveryRow.id).where(DeliveryRow.key == key)):
            plan_delivery(_delivery(occasion, channel, recipient, key, told=told, facts=facts))


def _facts(told: OfferedTime, house: ClinicDirectory, contact: Contact) -> Facts:
    practitioner = house.practitioner(told.practitioner_id)
    return Facts(
        clinic=house.clinic,
        branch=None,
        practitioner=practitioner.name if practitioner else "",
        patient=contact.name,
        language=contact.language,
        starts_at=told.starts_at,
        texts=house.text(contact.language),
    )


def _delivery(
    occasion: Occasion, channel: Channel, recipient: str, key: str, *, told: OfferedTime, facts: Facts
) -> DeliveryRow:
    with force_locale(facts.language):
        letter = Letter("", sms(occasion, facts))
        if channel is Channel.EMAIL:
            letter = offer_letter(occasion, facts, told.expires_at)
    return DeliveryRow(
        channel=channel,
        occasion=occasion,
        language=facts.language,
        recipient=recipient,
        sender=facts.clinic.name,
        subject=letter.subject,
        text=letter.text,
        reference=str(told.ask_id) if occasion is Occasion.OFFERED else None,
        key=key,
    )
