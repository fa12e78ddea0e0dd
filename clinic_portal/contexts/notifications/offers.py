"""A patient's link to a time that they are offered: the ledger holds the address with its token hidden."""

from dataclasses import dataclass

from clinic_portal.contexts.notifications.visits import HIDDEN
from clinic_portal.contracts.agenda import AgendaContract, OfferedTime
from clinic_portal.contracts.notifications import Occasion

OFFERS = frozenset({Occasion.OFFERED, Occasion.MISSED})


@dataclass(frozen=True)
class Offers:
    """Knows where patients answer, and asks the agenda for what they are offered."""

    agenda: AgendaContract
    home: str

    def told(self, ask_id: int, language: str) -> OfferedTime:
        return self.agenda.offer_message(ask_id, language)

    def link(self, slug: str) -> str:
        return f"{self.home}/c/{slug}/offer/{HIDDEN}"

    def filled_in(self, text: str, reference: str) -> str | None:
        """The text with the token in its place; None for an offer that is over."""
        token = self.agenda.offer_token(int(reference))
        return text.replace(HIDDEN, token) if token else None
