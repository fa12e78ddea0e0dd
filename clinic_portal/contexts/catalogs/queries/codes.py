"""Whether a code is free for a clinic's own term."""

from sqlalchemy import exists, select

from clinic_portal.contexts.catalogs.models import ClinicTerm
from clinic_portal.contracts.catalogs import CatalogKind
from clinic_portal.foundation.work import current_work


def is_taken(kind: CatalogKind, code: str) -> bool:
    """By another own term of the clinic, retired ones included."""
    return bool(current_work().scalar(select(exists().where(ClinicTerm.kind == kind.value, ClinicTerm.code == code))))
