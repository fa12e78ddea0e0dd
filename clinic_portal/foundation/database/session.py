"""One session is one clinic: it enters the clinic in the database and lets nothing of another through."""

from typing import Any, cast

from flask_sqlalchemy.query import Query
from flask_sqlalchemy.session import Session
from sqlalchemy import Connection, event
from sqlalchemy.orm import ORMExecuteState, SessionTransaction, UOWTransaction

from clinic_portal.foundation.database.owned import OwnedByClinic
from clinic_portal.foundation.database.walls import OtherClinic, UnreviewedStatement, let_through
from clinic_portal.foundation.tenancy import NoClinic, current_scope


class TenantQuery(Query):
    """The query of `Model.query`; its statements pass the session's wall like all others."""


class TenantSession(Session):
    """A session pinned for its whole life to the clinic that was entered when it was made."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._clinic_id = current_scope().clinic_id
        self.depth = 0

    @property
    def clinic_id(self) -> int | None:
        return self._clinic_id

    def _past_the_wall(self, *_: Any, **__: Any) -> None:
        raise UnreviewedStatement("the old bulk methods pass no wall: use execute(insert(Model), rows)")

    bulk_save_objects = bulk_insert_mappings = bulk_update_mappings = _past_the_wall


def enter_clinic(connection: Connection, clinic_id: int | None) -> None:
    """Begin a transaction in which row security knows the clinic: one round trip, a literal, gone with the commit."""
    driver = connection.connection.dbapi_connection
    if driver is None:
        raise RuntimeError("the connection was closed")
    place = f"; SET LOCAL app.clinic_id = '{int(clinic_id)}'" if clinic_id is not None else ""
    driver.execute(f"BEGIN{place}", prepare=False)


@event.listens_for(TenantSession, "after_begin")
def _enter(session: TenantSession, transaction: SessionTransaction, connection: Connection) -> None:
    if transaction.parent is None:
        enter_clinic(connection, session.clinic_id)


@event.listens_for(TenantSession, "do_orm_execute")
def _wall(state: ORMExecuteState) -> None:
    session = state.session
    let_through(state, session.clinic_id if isinstance(session, TenantSession) else None)


@event.listens_for(TenantSession, "before_flush")
def _own(session: TenantSession, _context: UOWTransaction, _instances: Any) -> None:
    for row in (*session.new, *session.dirty, *session.deleted):
        if not isinstance(row, OwnedByClinic):
            continue
        if session.clinic_id is None:
            raise NoClinic(f"outside of every clinic: {type(row).__name__}")
        if cast(int | None, row.clinic_id) is None:
            row.clinic_id = session.clinic_id
        if row.clinic_id != session.clinic_id:
            raise OtherClinic(f"{type(row).__name__} of clinic {row.clinic_id} in the session of {session.clinic_id}")
