"""A checked file is applied, all or nothing and once, as one change that can be undone."""

from collections.abc import Mapping

from sqlalchemy import select

from clinic_portal.contexts.catalogs import shelf
from clinic_portal.contexts.catalogs.files.bringing import SMALL, opened, planned, write_down
from clinic_portal.contexts.catalogs.files.plan import Plan
from clinic_portal.contexts.catalogs.files.verdicts import Wanted
from clinic_portal.contexts.catalogs.layers import Layer, OwnTerm, Row
from clinic_portal.contexts.catalogs.ledger import carry_out
from clinic_portal.contexts.catalogs.models import ClinicImport
from clinic_portal.contracts.catalogs import CatalogFileAccepted, CatalogKind, ChangeKind, ImportState, NotReady
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work

_DONE = (ImportState.APPLYING.value, ImportState.APPLIED.value)


def accept_import(import_id: int) -> None:
    """Apply a small file, hand a big one to a worker; a second call changes nothing. Raises NotFound or NotReady."""
    row = _locked(import_id)
    if row.state in _DONE:
        return
    if row.state != ImportState.CHECKED.value or row.content is None:
        raise NotReady
    if row.rows <= SMALL:
        _apply(row)
        return
    row.state = ImportState.APPLYING.value
    publish(CatalogFileAccepted(import_id=import_id))


def apply_accepted(import_id: int) -> None:
    """The worker's part, in one transaction; nothing to do when it was done before."""
    row = _locked(import_id)
    if row.state == ImportState.APPLYING.value:
        _apply(row)


def _locked(import_id: int) -> ClinicImport:
    row = (
        current_work().scalars(select(ClinicImport).where(ClinicImport.id == import_id).with_for_update()).one_or_none()
    )
    if row is None:
        raise NotFound
    return row


def _apply(row: ClinicImport) -> None:
    """What the dry run showed; when it would no longer be that, a new dry run instead."""
    kind = CatalogKind(row.kind)
    shelf.lock(kind)
    found = planned(row, opened(row.content or b"", row.language).rows)
    if found.digest != row.digest or found.fault_count:
        write_down(row, found)
        row.checked_anew = True
        return
    before, after = _before_and_after(kind, found)
    change = carry_out(kind, ChangeKind.IMPORTED, after, before)
    row.state = ImportState.APPLIED.value
    row.change_id = change.id if change else None


def _before_and_after(kind: CatalogKind, found: Plan) -> tuple[dict[int, Row], dict[int, Layer | OwnTerm]]:
    standing = {one.standing.id: one for one in found.wanted if one.standing}
    before = shelf.read(kind, [*standing, *(one.id for one in found.resets)])
    after = {term_id: _after(one, before[term_id]) for term_id, one in standing.items()}
    after |= {one.id: _reset(before[one.id]) for one in found.resets}
    new = [one for one in found.wanted if not one.standing]
    added = dict(zip(shelf.new_ids(len(new)), new, strict=True)) if new else {}
    before |= {term_id: Row(term_id=term_id, label=one.label) for term_id, one in added.items()}
    return before, after | _new(added)


def _after(one: Wanted, row: Row) -> Layer | OwnTerm:
    if one.fields:
        return OwnTerm(fields=one.fields, arrangement=one.arrangement)
    laid = row.arranged(one.arrangement)
    returns = one.standing and one.standing.retired and not one.standing.seen and one.arrangement.visible
    return laid.model_copy(update={"keeps_retired": True}) if returns else laid


def _reset(row: Row) -> Layer | OwnTerm:
    """As it is shared; a term of the clinic's own goes out of use."""
    return row.own.model_copy(update={"retired": True}) if row.own else Layer()


def _new(added: Mapping[int, Wanted]) -> dict[int, Layer | OwnTerm]:
    found: dict[int, Layer | OwnTerm] = {}
    for term_id, one in added.items():
        if one.fields:
            fields = one.fields.model_copy(update={"code": one.fields.code or f"C-{term_id}"})
            found[term_id] = OwnTerm(fields=fields, arrangement=one.arrangement)
    return found
