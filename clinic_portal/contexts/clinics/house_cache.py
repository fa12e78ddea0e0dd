"""A clinic's house, remembered: for the stay in the clinic and in Redis; and which clinic an address names."""

from threading import Lock
from weakref import WeakKeyDictionary

from clinic_portal.contexts.clinics import queries
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.cache import clinic_cached, drop
from clinic_portal.foundation.tenancy import Scope, current_scope
from clinic_portal.foundation.work import after_commit, work

REGION = "directory"
MOST = 2_000


class HouseCache:
    """Of one process. Every change drops what it made untrue; an address never becomes another clinic's."""

    def __init__(self) -> None:
        self._stays: WeakKeyDictionary[Scope, ClinicDirectory] = WeakKeyDictionary()
        self._addresses: dict[str, int] = {}
        self._lock = Lock()

    def directory(self) -> ClinicDirectory:
        """The entered clinic's house; asked for once in each stay."""
        stay = current_scope()
        with self._lock:
            found = self._stays.get(stay)
        if found is None:
            found = clinic_cached(REGION, "house", _read)
            with self._lock:
                self._stays[stay] = found
        return found

    def changed(self) -> None:
        """The entered clinic's house will be another one once the open work is committed."""
        after_commit(self._forget)

    def _forget(self) -> None:
        with self._lock:
            self._stays.pop(current_scope(), None)
        drop(REGION)

    def id_at(self, slug: str) -> int | None:
        with self._lock:
            return self._addresses.get(slug)

    def keep_address(self, slug: str, clinic_id: int) -> None:
        with self._lock:
            if len(self._addresses) >= MOST:
                self._addresses.clear()
            self._addresses[slug] = clinic_id


def _read() -> ClinicDirectory:
    with work():
        return queries.directory()
