"""Price lists as they are changed: kept from other writers, compared with what was seen, each name once in use."""

from collections.abc import Iterator
from contextlib import contextmanager

from psycopg.errors import UniqueViolation
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from clinic_portal.contexts.catalogs.price_models import ClinicPriceList
from clinic_portal.contexts.catalogs.queries.price_lists import get_list
from clinic_portal.contracts.catalogs import ListNameTaken, ListRetired
from clinic_portal.foundation.refusals import NotFound, Stale
from clinic_portal.foundation.work import current_work

_NAME = "uq_clinic_price_list_clinic_id_name_key"


def held(price_list_id: int, version: int) -> ClinicPriceList:
    """The list until the end of the work; raises NotFound, or Stale with the list as others left it."""
    row = _locked(price_list_id)
    if row.version != version:
        raise Stale(get_list(price_list_id))
    return row


def refuse_retired(price_list_id: int) -> None:
    """Holds the list in use until the end of the work; raises NotFound or ListRetired."""
    if _locked(price_list_id).retired_at is not None:
        raise ListRetired


@contextmanager
def named_once() -> Iterator[None]:
    """Around what is written under a name; raises ListNameTaken."""
    try:
        yield
        current_work().flush()
    except IntegrityError as error:
        if isinstance(error.orig, UniqueViolation) and error.orig.diag.constraint_name == _NAME:
            raise ListNameTaken(fields={"name": ListNameTaken.message}) from None
        raise


def _locked(price_list_id: int) -> ClinicPriceList:
    statement = select(ClinicPriceList).where(ClinicPriceList.id == price_list_id).with_for_update(key_share=True)
    row = current_work().scalars(statement).one_or_none()
    if row is None:
        raise NotFound
    return row
