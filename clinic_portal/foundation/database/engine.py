"""The extension that holds the engine: autocommit at the driver, so that BEGIN and the clinic go in one round trip."""

from typing import Any

from flask_sqlalchemy import SQLAlchemy

from clinic_portal.foundation.database.owned import Base
from clinic_portal.foundation.database.session import TenantQuery, TenantSession
from clinic_portal.foundation.tenancy import current_scope

db = SQLAlchemy(
    model_class=Base,
    query_class=TenantQuery,
    session_options={"class_": TenantSession, "scopefunc": current_scope, "expire_on_commit": False},
    disable_autonaming=True,
)


def sqlalchemy_url(url: str) -> str:
    """The driver's name added to a plain PostgreSQL address."""
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


def engine_options(pool_size: int) -> dict[str, Any]:
    """Options of an engine whose transactions are begun by hand (see `enter_clinic`)."""
    return {
        "isolation_level": "AUTOCOMMIT",
        # A statement's values are patients: no error's text may carry them.
        "hide_parameters": True,
        "pool_size": pool_size,
        "max_overflow": 2,
        "pool_timeout": 5,
        "pool_pre_ping": False,
        "connect_args": {"connect_timeout": 3, "options": "-c timezone=UTC -c lock_timeout=5s"},
    }
