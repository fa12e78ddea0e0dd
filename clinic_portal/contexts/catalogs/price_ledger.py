"""Every change to the prices of a list goes through here: written with what stood before, and open to undoing.

It is a ledger of its own, since that of the clinic's view keeps what lies over a term, and a term has many prices.
"""

import json
from collections.abc import Mapping
from decimal import Decimal
from itertools import islice
from typing import Any

from sqlalchemy import select, text

from clinic_portal.contexts.catalogs.price_models import ClinicPriceChange
from clinic_portal.contracts.catalogs import CatalogKind, ListPrice, PriceChange, PriceDeed
from clinic_portal.foundation.actor import current_actor_id
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.work import current_work

LABELS = 3
_LATEST = 30
_REVIEW = {REVIEWED: "carries the clinic's predicate itself"}
_PUT = text("""
    INSERT INTO catalogs.clinic_list_price (clinic_id, price_list_id, kind, term_id, price, version)
    SELECT :clinic_id, :price_list_id, :kind, term_id, price, :version
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS given (term_id bigint, price numeric)
    ON CONFLICT (clinic_id, price_list_id, kind, term_id)
        DO UPDATE SET price = excluded.price, version = excluded.version
""").execution_options(**_REVIEW)
_TAKE_OUT = text("""
    DELETE FROM catalogs.clinic_list_price
    WHERE clinic_id = :clinic_id AND price_list_id = :price_list_id AND kind = :kind AND term_id = ANY (:term_ids)
""").execution_options(**_REVIEW)


def carry_out(
    price_list_id: int,
    kind: CatalogKind,
    what: PriceDeed,
    after: Mapping[int, Decimal | None],
    before: Mapping[int, ListPrice],
) -> PriceChange | None:
    """Write what differs as one change, all by the terms' ids; None when nothing does."""
    differing = {term_id: price for term_id, price in after.items() if price != before[term_id].price}
    if not differing:
        return None
    change = ClinicPriceChange(
        price_list_id=price_list_id,
        kind=kind.value,
        what=what.value,
        made_at=now(),
        made_by=current_actor_id(),
        labels=[before[term_id].label for term_id in islice(differing, LABELS)],
        count=len(differing),
        rows={str(term_id): [said(before[term_id].price), said(price)] for term_id, price in differing.items()},
    )
    current_work().add(change)
    current_work().flush()
    _write(change, differing)
    return shown(change)


def latest(price_list_id: int) -> tuple[PriceChange, ...]:
    """The latest changes to a list's prices, newest first."""
    found = (
        select(
            ClinicPriceChange.id,
            ClinicPriceChange.price_list_id,
            ClinicPriceChange.what,
            ClinicPriceChange.made_at,
            ClinicPriceChange.made_by,
            ClinicPriceChange.labels,
            ClinicPriceChange.count,
            ClinicPriceChange.undone_by,
        )
        .where(ClinicPriceChange.price_list_id == price_list_id)
        .order_by(ClinicPriceChange.id.desc())
        .limit(_LATEST)
    )
    return tuple(shown(row) for row in current_work().execute(found))


def shown(row: Any) -> PriceChange:
    return PriceChange(
        id=row.id,
        price_list_id=row.price_list_id,
        what=row.what,
        made_at=row.made_at,
        made_by=row.made_by,
        count=row.count,
        labels=tuple(row.labels),
        undone=row.undone_by is not None,
    )


def said(price: Decimal | None) -> str | None:
    """A price as the ledger keeps it."""
    return None if price is None else f"{price:.2f}"


def _write(change: ClinicPriceChange, prices: Mapping[int, Decimal | None]) -> None:
    place = {"clinic_id": change.clinic_id, "price_list_id": change.price_list_id, "kind": change.kind}
    put = [{"term_id": term_id, "price": said(price)} for term_id, price in prices.items() if price is not None]
    if put:
        current_work().execute(_PUT, {**place, "version": change.id, "rows": json.dumps(put)})
    if out := [term_id for term_id, price in prices.items() if price is None]:
        current_work().execute(_TAKE_OUT, {**place, "term_ids": out})
