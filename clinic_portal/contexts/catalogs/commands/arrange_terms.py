"""A clinic's admin arranges terms one by one: hides them, names them, prices them, or takes all of that back."""

from collections.abc import Sequence

from clinic_portal.contexts.catalogs import shelf
from clinic_portal.contexts.catalogs.layers import Layer, OwnTerm, Row
from clinic_portal.contexts.catalogs.ledger import carry_out
from clinic_portal.contexts.catalogs.queries import grid
from clinic_portal.contracts.catalogs import Arrangement, ArrangeTerm, CatalogKind, Change, ChangeKind
from clinic_portal.foundation.refusals import NotFound, Stale


def arrange_terms(kind: CatalogKind, commands: Sequence[ArrangeTerm]) -> Change | None:
    """All or none; raises NotFound, or Stale with the row as it stands when another one was read."""
    if any(command.kind is not kind for command in commands):
        raise NotFound
    shelf.lock(kind)
    before = shelf.read(kind, [command.term_id for command in commands])
    after = {command.term_id: _arranged(command, before.get(command.term_id)) for command in commands}
    reset = all(command.arrangement == Arrangement() for command in commands)
    return carry_out(kind, ChangeKind.RESET if reset else ChangeKind.ARRANGED, after, before)


def trimmed(arrangement: Arrangement) -> Arrangement:
    """An alias of blanks is none."""
    alias = " ".join((arrangement.alias or "").split()) or None
    return arrangement.model_copy(update={"alias": alias})


def _arranged(command: ArrangeTerm, row: Row | None) -> Layer | OwnTerm:
    if row is None:
        raise NotFound
    if command.version is not None and command.version != row.version:
        raise Stale(grid.get_row(command.kind, command.term_id, "es"))
    return row.arranged(trimmed(command.arrangement))
