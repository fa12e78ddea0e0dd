"""What operators' deeds on the global catalog share: their own role, their record, and telling the house."""

from contextlib import AbstractContextManager

from clinic_portal.contexts.catalogs.ledger import REGION
from clinic_portal.contracts.catalogs import CatalogImported, CatalogVerb
from clinic_portal.foundation.cache import drop
from clinic_portal.foundation.database.operator import Link, operator_link
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.record import Doing, recorded
from clinic_portal.foundation.refusals import NotAllowed
from clinic_portal.foundation.tenancy import HOUSE, inside
from clinic_portal.foundation.work import work


class Operating:
    """`operator_url` is empty where nobody may change what all clinics share."""

    def __init__(self, operator_url: str = "") -> None:
        self._operator_url = operator_url

    def _as_operator(self, *, read_only: bool = True) -> AbstractContextManager[Link]:
        """To read, or to do parts of a deed that is recorded as a whole."""
        return operator_link(self._address(), read_only=read_only)

    def _recorded(self, verb: CatalogVerb, thing: str) -> AbstractContextManager[Doing]:
        return recorded(verb, thing=thing, url=self._address())

    def _address(self) -> str:
        if not self._operator_url:
            raise NotAllowed
        return self._operator_url

    def _tell(self, event: CatalogImported) -> None:
        with inside(HOUSE):
            drop(REGION)
            with work():
                publish(event)
