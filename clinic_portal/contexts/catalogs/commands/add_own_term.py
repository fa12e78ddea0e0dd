"""A clinic adds a term of its own."""

from clinic_portal.contexts.catalogs import procedures, shelf
from clinic_portal.contexts.catalogs.commands.arrange_terms import trimmed
from clinic_portal.contexts.catalogs.layers import OwnTerm, Row
from clinic_portal.contexts.catalogs.ledger import carry_out
from clinic_portal.contexts.catalogs.queries import codes, grid
from clinic_portal.contracts.catalogs import AddOwnTerm, ArrangedTerm, ChangeKind, CodeTaken


def add_own_term(command: AddOwnTerm) -> ArrangedTerm:
    """Raises CodeTaken or UnknownProcedure."""
    kind = command.kind
    shelf.lock(kind)
    (term_id,) = shelf.new_ids()
    code = command.fields.code or f"C-{term_id}"
    if codes.is_taken(kind, code):
        raise CodeTaken(fields={"code": CodeTaken.message})
    procedures.refuse_unknown(command.fields.facts)
    fields = command.fields.model_copy(update={"code": code})
    own = OwnTerm(fields=fields, arrangement=trimmed(command.arrangement))
    label = fields.names.get("es") or next(iter(fields.names.values()))
    carry_out(kind, ChangeKind.ADDED, {term_id: own}, {term_id: Row(term_id=term_id, label=label)})
    return grid.get_row(kind, term_id, "es")
