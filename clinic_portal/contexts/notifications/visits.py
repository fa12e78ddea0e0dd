"""The patient's link in a message: the ledger holds the address with its token hidden, which is put in as it leaves."""

from collections.abc import Sequence
from dataclasses import dataclass

from clinic_portal.contracts.agenda import AgendaContract
from clinic_portal.contracts.notifications import Occasion

HIDDEN = "#" * 22
"""As long as a token, so that an SMS is measured as it will be."""
_BETWEEN = ","
LINKED = frozenset({Occasion.BOOKED, Occasion.MOVED})


@dataclass(frozen=True)
class Visits:
    """Knows where patients open their links, and asks the agenda for them."""

    agenda: AgendaContract
    home: str

    def link(self, appointment_id: int, language: str, slug: str) -> tuple[str, str]:
        """The link's reference and its address without the token; made in the open work."""
        reference = str(self.agenda.visit_link(appointment_id, language))
        return reference, f"{self.home}/c/{slug}/visit/{HIDDEN}"

    @staticmethod
    def references(links: Sequence[tuple[str, str]]) -> str:
        """Of several links in one message, in the order in which they stand there."""
        return _BETWEEN.join(reference for reference, _ in links)

    def filled_in(self, text: str, reference: str) -> str | None:
        """The text with each token in its place; None where a link no longer holds."""
        for one in reference.split(_BETWEEN):
            token = self.agenda.visit_token(int(one))
            if token is None:
                return None
            text = text.replace(HIDDEN, token, 1)
        return text
