"""Sessions with a wall more or less: the portal's own, and one from which the first wall was taken away."""

from flask_sqlalchemy.session import Session
from sqlalchemy import Connection, event
from sqlalchemy.orm import SessionTransaction

from clinic_portal.foundation.database import db
from clinic_portal.foundation.database.session import TenantQuery, TenantSession, enter_clinic
from clinic_portal.foundation.tenancy import current_scope, inside


class SessionWithoutWall(Session):
    """Enters the clinic in the database, so that row security works, and checks nothing itself."""

    clinic_id: int | None = None


@event.listens_for(SessionWithoutWall, "after_begin")
def _enter(session: SessionWithoutWall, transaction: SessionTransaction, connection: Connection) -> None:
    if transaction.parent is None:
        enter_clinic(connection, session.clinic_id)


def walled(clinic_id: int) -> TenantSession:
    """The session that the portal would open inside the clinic."""
    with inside(clinic_id):
        return TenantSession(db=db, query_cls=TenantQuery, expire_on_commit=False)


def unwalled(clinic_id: int) -> SessionWithoutWall:
    """The same without its first wall; it can be led into another clinic, which the portal's cannot."""
    session = SessionWithoutWall(db=db, query_cls=TenantQuery, expire_on_commit=False)
    session.clinic_id = clinic_id
    return session


def outside_session() -> TenantSession:
    assert current_scope().clinic_id is None
    return TenantSession(db=db, query_cls=TenantQuery, expire_on_commit=False)
