"""Terms were used in the clinic, or a use was taken back."""

from clinic_portal.contexts.catalogs import shelf, uses
from clinic_portal.contracts.catalogs import NoteUse
from clinic_portal.foundation.refusals import NotFound


def note_use(command: NoteUse) -> None:
    """Raises NotFound for a term that the clinic does not know."""
    known = shelf.read(command.kind, command.term_ids)
    if len(known) != len(set(command.term_ids)):
        raise NotFound
    uses.count(command.kind, known, command.place, command.times)
