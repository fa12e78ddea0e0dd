"""Whether what the ledger says of a clinic's messages is still the same."""

from clinic_portal.foundation.cache import drop, version
from clinic_portal.foundation.work import after_commit

REGION = "deliveries"


def read_version() -> None:
    """Before the ledger is read: whoever keeps the answer keeps what it stands under."""
    version(REGION)


def renew_after_commit() -> None:
    after_commit(lambda: drop(REGION))
