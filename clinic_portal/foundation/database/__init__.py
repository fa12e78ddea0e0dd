"""The tenant-aware database: one engine, one session a clinic, one way to own a row."""

from typing import TYPE_CHECKING

from clinic_portal.foundation.database.engine import db
from clinic_portal.foundation.database.owned import ClinicOwned, OwnedByClinic
from clinic_portal.foundation.database.session import TenantQuery, TenantSession
from clinic_portal.foundation.database.walls import REVIEWED

if TYPE_CHECKING:
    from clinic_portal.foundation.database.owned import Base as Model
else:
    Model = db.Model

__all__ = ["REVIEWED", "ClinicOwned", "Model", "OwnedByClinic", "TenantQuery", "TenantSession", "db"]
