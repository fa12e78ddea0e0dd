"""Terms were used in the clinic, or a use was taken back; it counts for the clinic and for who acts."""

from clinic_portal.contexts.catalogs import personal_uses, shelf, uses
from clinic_portal.contracts.catalogs import NoteUse
from clinic_portal.foundation.actor import current_actor_id
from clinic_portal.foundation.refusals import NotFound


def note_use(command: NoteUse) -> None:
    """Raises NotFound for a term that the clinic does not know."""
    known = shelf.read(command.kind, command.term_ids)
    if len(known) != len(set(command.term_ids)):
        raise NotFound
    uses.count(command.kind, known, command.place, command.times)
    if (user_id := current_actor_id()) is not None:
        personal_uses.count(command.kind, known, user_id, command.times)
