"""The doors that the pages of catalogs knock at."""

from collections.abc import Iterable

from flask import g
from flask_login import current_user

from clinic_portal.contracts.catalogs import CatalogKind, CatalogsContract, Change, MyTerms, PriceChange
from clinic_portal.contracts.identity import IdentityContract
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.refusals import NotFound


def catalogs() -> CatalogsContract:
    return find(CatalogsContract)


def my_terms(kind: CatalogKind) -> MyTerms:
    """What the visitor has at hand in a catalog."""
    return catalogs().my_terms(kind, current_user.user_id, g.clinic.language)


def authors(changes: Iterable[Change | PriceChange]) -> dict[int, str]:
    """The names of those who made the changes, by their ids; who has left the clinic has none."""
    wanted = {change.made_by for change in changes if change.made_by} - {current_user.user_id}
    return {current_user.user_id: current_user.name} | {user_id: _name(user_id) for user_id in wanted}


def _name(user_id: int) -> str:
    try:
        return find(IdentityContract).member(user_id).name
    except NotFound:
        return ""
