"""The doors that the pages of identity knock at."""

from clinic_portal.contracts.identity import IdentityContract
from clinic_portal.foundation.directory import find


def identity() -> IdentityContract:
    return find(IdentityContract)
