"""A change to the prices of a list is taken back, whole, unless what it changed was changed again."""

from decimal import Decimal

from sqlalchemy import select, update

from clinic_portal.contexts.catalogs import price_ledger, shelf
from clinic_portal.contexts.catalogs.held_lists import refuse_retired
from clinic_portal.contexts.catalogs.price_models import ClinicPriceChange
from clinic_portal.contexts.catalogs.queries import prices
from clinic_portal.contracts.catalogs import (
    AlreadyUndone,
    CatalogKind,
    ChangedSince,
    ListPrice,
    PriceChange,
    PriceDeed,
)
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work

_NAMED = 3


def undo_prices(change_id: int) -> PriceChange:
    """Raises NotFound, AlreadyUndone, ListRetired, or ChangedSince."""
    kind = _kind(change_id)
    shelf.lock(kind)
    change = current_work().scalars(select(ClinicPriceChange).where(ClinicPriceChange.id == change_id)).one()
    if change.undone_by is not None:
        raise AlreadyUndone
    refuse_retired(change.price_list_id)
    before = {row.id: row for row in prices.rows(kind, change.price_list_id, map(int, change.rows))}
    _refuse_changed(change, before)
    after = {int(term_id): _price(was) for term_id, (was, _is) in change.rows.items()}
    undone = price_ledger.carry_out(change.price_list_id, kind, PriceDeed.UNDONE, after, before)
    if undone is None:
        raise AlreadyUndone
    _mark(change_id, undone.id)
    return undone


def _kind(change_id: int) -> CatalogKind:
    kind = current_work().scalar(select(ClinicPriceChange.kind).where(ClinicPriceChange.id == change_id))
    if kind is None:
        raise NotFound
    return CatalogKind(kind)


def _refuse_changed(change: ClinicPriceChange, before: dict[int, ListPrice]) -> None:
    """A term that the clinic hid meanwhile has changed, too."""
    changed = [row.label for row in before.values() if price_ledger.said(row.price) != change.rows[str(row.id)][1]]
    if changed or len(before) < change.count:
        raise ChangedSince(tuple(changed[:_NAMED] or change.labels))


def _price(stored: str | None) -> Decimal | None:
    return None if stored is None else Decimal(stored)


def _mark(change_id: int, undone_by: int) -> None:
    current_work().execute(
        update(ClinicPriceChange)
        .where(ClinicPriceChange.id == change_id)
        .values(undone_by=undone_by)
        .execution_options(synchronize_session=False)
    )
