"""A clinic's admin does one thing to many terms at once."""

from clinic_portal.contexts.catalogs import shelf
from clinic_portal.contexts.catalogs.layers import Layer, OwnTerm, Row
from clinic_portal.contexts.catalogs.ledger import carry_out
from clinic_portal.contexts.catalogs.queries import grid
from clinic_portal.contracts.catalogs import ArrangeMany, Arrangement, Change, ChangeKind, Deed
from clinic_portal.foundation.refusals import NotFound

_SETS: dict[Deed, dict[str, object]] = {
    Deed.HIDE: {"visible": False},
    Deed.SHOW: {"visible": True},
    Deed.FAVOUR: {"favourite": True},
    Deed.DISFAVOUR: {"favourite": False},
}
_KINDS = {Deed.HIDE: ChangeKind.HIDDEN, Deed.SHOW: ChangeKind.SHOWN, Deed.RESET: ChangeKind.RESET}


def arrange_many(command: ArrangeMany) -> Change | None:
    """All or none; raises NotFound for a term that the clinic does not know."""
    kind = command.kind
    shelf.lock(kind)
    wanted = grid.found_ids(command.matching) if command.matching else command.term_ids
    before = shelf.read(kind, wanted)
    if len(before) != len(set(wanted)):
        raise NotFound
    after = {term_id: _after(row, command.deed) for term_id, row in before.items()}
    return carry_out(kind, _KINDS.get(command.deed, ChangeKind.ARRANGED), after, before)


def _after(row: Row, deed: Deed) -> Layer | OwnTerm:
    if deed is not Deed.RESET:
        return row.arranged(row.arrangement.model_copy(update=_SETS[deed]))
    return row.arranged(Arrangement()) if row.own else Layer()
