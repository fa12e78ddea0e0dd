"""A change to a clinic's view is taken back, whole, unless what it changed was changed again."""

from typing import Any

from sqlalchemy import select, update

from clinic_portal.contexts.catalogs import shelf, uses
from clinic_portal.contexts.catalogs.layers import Layer, OwnTerm, Row, from_json, to_json
from clinic_portal.contexts.catalogs.ledger import carry_out
from clinic_portal.contexts.catalogs.models import ClinicCatalogChange
from clinic_portal.contexts.catalogs.queries import codes
from clinic_portal.contracts.catalogs import AlreadyUndone, CatalogKind, Change, ChangedSince, ChangeKind, CodeTaken
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work

_NAMED = 3


def undo_change(change_id: int) -> Change:
    """Raises NotFound, AlreadyUndone, ChangedSince, or CodeTaken when a code that would come back is another's now."""
    kind = _kind(change_id)
    shelf.lock(kind)
    change = current_work().scalars(select(ClinicCatalogChange).where(ClinicCatalogChange.id == change_id)).one()
    if change.undone_by is not None:
        raise AlreadyUndone
    entries = {int(term_id): entry for term_id, entry in change.rows.items()}
    before = shelf.read(kind, entries)
    _refuse_changed(entries, before)
    after = {term_id: _restored(kind, entry, before[term_id]) for term_id, entry in entries.items()}
    _refuse_taken(kind, after, before)
    seen = {term_id: entry["seen"] for term_id, entry in entries.items() if "seen" in entry}
    undone = carry_out(kind, ChangeKind.UNDONE, after, before, uses.seen(kind, list(seen)))
    uses.see(kind, seen)
    if undone is None:
        raise AlreadyUndone
    _mark(change_id, undone.id)
    return undone


def _kind(change_id: int) -> CatalogKind:
    kind = current_work().scalar(select(ClinicCatalogChange.kind).where(ClinicCatalogChange.id == change_id))
    if kind is None:
        raise NotFound
    return CatalogKind(kind)


def _refuse_changed(entries: dict[int, dict[str, Any]], before: dict[int, Row]) -> None:
    changed = [
        row.label for term_id, row in before.items() if to_json(row.own or row.layer) != entries[term_id]["after"]
    ]
    if changed:
        raise ChangedSince(tuple(changed[:_NAMED]))


def _refuse_taken(kind: CatalogKind, after: dict[int, Layer | OwnTerm], before: dict[int, Row]) -> None:
    for term_id, one in after.items():
        stands = before[term_id].own
        if not isinstance(one, OwnTerm) or stands is None or one.fields.code == stands.fields.code:
            continue
        if codes.is_taken(kind, one.fields.code or ""):
            raise CodeTaken


def _restored(kind: CatalogKind, entry: dict[str, Any], row: Row) -> Layer | OwnTerm:
    """What stood before; an own term that did not stand before is retired."""
    if row.own and entry["before"] is None:
        return row.own.model_copy(update={"retired": True})
    return from_json(kind, entry["before"])


def _mark(change_id: int, undone_by: int) -> None:
    current_work().execute(
        update(ClinicCatalogChange)
        .where(ClinicCatalogChange.id == change_id)
        .values(undone_by=undone_by)
        .execution_options(synchronize_session=False)
    )
