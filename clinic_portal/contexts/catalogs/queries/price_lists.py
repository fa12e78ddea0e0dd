"""The clinic's price lists, each with how many prices it has."""

from typing import Any

from sqlalchemy import Select, and_, func, select

from clinic_portal.contexts.catalogs.price_models import ClinicListPrice, ClinicPriceList
from clinic_portal.contracts.catalogs import PriceList
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work

_COLUMNS = (
    ClinicPriceList.id,
    ClinicPriceList.name,
    ClinicPriceList.note,
    ClinicPriceList.retired_at,
    ClinicPriceList.version,
)


def lists(*, retired: bool) -> tuple[PriceList, ...]:
    """Those in use by name, and with `retired` the others after them."""
    found = _statement().order_by(ClinicPriceList.retired_at.is_not(None), ClinicPriceList.name_key, ClinicPriceList.id)
    if not retired:
        found = found.where(ClinicPriceList.retired_at.is_(None))
    return tuple(_shown(row) for row in current_work().execute(found))


def get_list(price_list_id: int) -> PriceList:
    """Raises NotFound."""
    row = current_work().execute(_statement().where(ClinicPriceList.id == price_list_id)).one_or_none()
    if row is None:
        raise NotFound
    return _shown(row)


def _statement() -> Select[Any]:
    of_list = and_(
        ClinicListPrice.clinic_id == ClinicPriceList.clinic_id, ClinicListPrice.price_list_id == ClinicPriceList.id
    )
    counted = select(func.count()).select_from(ClinicListPrice).where(of_list).scalar_subquery()
    return select(*_COLUMNS, counted.label("prices"))


def _shown(row: Any) -> PriceList:
    return PriceList(
        id=row.id,
        name=row.name,
        note=row.note,
        retired=row.retired_at is not None,
        prices=row.prices,
        version=row.version,
    )
