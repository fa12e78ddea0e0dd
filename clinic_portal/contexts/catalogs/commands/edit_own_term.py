"""A clinic changes a term of its own."""

from clinic_portal.contexts.catalogs import procedures, shelf
from clinic_portal.contexts.catalogs.layers import Row
from clinic_portal.contexts.catalogs.ledger import carry_out
from clinic_portal.contexts.catalogs.queries import codes, grid
from clinic_portal.contracts.catalogs import CatalogKind, ChangeKind, CodeTaken, EditOwnTerm
from clinic_portal.foundation.refusals import NotFound, Stale


def edit_own_term(command: EditOwnTerm) -> None:
    """Raises NotFound, CodeTaken, UnknownProcedure, or Stale with the row as it stands."""
    kind, term_id = command.kind, command.term_id
    before = get_own(kind, term_id, command.version)
    own = before[term_id].own
    assert own is not None
    fields = command.fields if command.fields.code else command.fields.model_copy(update={"code": own.fields.code})
    if fields.code != own.fields.code and codes.is_taken(kind, fields.code or ""):
        raise CodeTaken(fields={"code": CodeTaken.message})
    procedures.refuse_unknown(fields.facts, own.fields.facts)
    carry_out(kind, ChangeKind.EDITED, {term_id: own.model_copy(update={"fields": fields})}, before)


def get_own(kind: CatalogKind, term_id: int, version: int) -> dict[int, Row]:
    """The clinic's own term, locked for a change; raises NotFound, or Stale when another version was read."""
    shelf.lock(kind)
    before = shelf.read(kind, (term_id,))
    row = before.get(term_id)
    if row is None or row.own is None or row.own.retired:
        raise NotFound
    if row.version != version:
        raise Stale(grid.get_row(kind, term_id, "es"))
    return before
