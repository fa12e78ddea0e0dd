"""A clinic takes a term of its own out of use; what was written with it stays."""

from clinic_portal.contexts.catalogs.commands.edit_own_term import get_own
from clinic_portal.contexts.catalogs.ledger import carry_out
from clinic_portal.contracts.catalogs import Change, ChangeKind, RetireOwnTerm
from clinic_portal.foundation.refusals import NotFound


def retire_own_term(command: RetireOwnTerm) -> Change:
    """Raises NotFound, or Stale with the row as it stands."""
    before = get_own(command.kind, command.term_id, command.version)
    own = before[command.term_id].own
    assert own is not None
    retired = own.model_copy(update={"retired": True})
    change = carry_out(command.kind, ChangeKind.RETIRED, {command.term_id: retired}, before)
    if change is None:
        raise NotFound
    return change
