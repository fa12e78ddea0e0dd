"""A message as it leaves: what the ledger may not keep is put in at the last moment."""

from dataclasses import dataclass

from flask_babel import force_locale

from clinic_portal.contexts.notifications.gateways.gateway import Message
from clinic_portal.contexts.notifications.offers import OFFERS, Offers
from clinic_portal.contexts.notifications.visits import Visits
from clinic_portal.contexts.notifications.waiting import Waiting
from clinic_portal.contexts.notifications.wording.letters import Letter, invitation_letter, reset_letter
from clinic_portal.contexts.notifications.wording.online import online_letter
from clinic_portal.contracts.clinics import ClinicsContract
from clinic_portal.contracts.identity import IdentityContract
from clinic_portal.contracts.notifications import Channel, Occasion


@dataclass(frozen=True)
class Composer:
    """Asks those who made a link for it; `home` is where the portal is found."""

    home: str
    identity: IdentityContract
    clinics: ClinicsContract
    visits: Visits
    offers: Offers

    def compose(self, delivery: Waiting) -> Message | None:
        """The message as it leaves, or None when its matter is over.

        What holds a link is written only here, so that the ledger never holds it.
        """
        letter = Letter(delivery.subject, delivery.text)
        if delivery.reference:
            with force_locale(delivery.language):
                linked = self._linked_letter(delivery, delivery.reference)
            if linked is None:
                return None
            letter = linked
        return Message(
            key=delivery.key,
            channel=Channel(delivery.channel),
            recipient=delivery.recipient,
            sender=delivery.sender,
            subject=letter.subject,
            text=letter.text,
        )

    def _linked_letter(self, delivery: Waiting, reference: str) -> Letter | None:
        if delivery.appointment_id is None:
            occasion = Occasion(delivery.occasion)
            if occasion in {Occasion.CODE, Occasion.NOT_GIVEN}:
                return self._online_letter(reference, Channel(delivery.channel))
            if occasion in OFFERS:
                offered = self.offers.filled_in(delivery.text, reference)
                return Letter(delivery.subject, offered) if offered else None
            return self._staff_letter(occasion, reference)
        text = self.visits.filled_in(delivery.text, reference)
        return Letter(delivery.subject, text) if text else None

    def _online_letter(self, reference: str, channel: Channel) -> Letter | None:
        """A code as it stands now, or nothing once another was sent."""
        proof_id, sending = (int(part) for part in reference.split("/"))
        told = self.visits.agenda.online_letter(proof_id, sending)
        return online_letter(self.clinics.directory().clinic, told.code, channel) if told else None

    def _staff_letter(self, occasion: Occasion, reference: str) -> Letter | None:
        if occasion is Occasion.PASSWORD_RESET:
            return reset_letter(f"{self.home}/password/reset/{self.identity.reset_token(reference)}")
        invited = self.identity.invitations_letter(reference)
        return invitation_letter(invited, f"{self.home}/invitations/{invited.token}") if invited else None
