"""One session is one clinic: it enters the clinic in the database and lets nothing of another through."""

from typing import Any, cast

from flask_sqlalchemy.query import Query
from flask_sqlalchemy.session import Session
from sqlalchemy import Connection, event
from sqlalchemy.orm import ORMExecuteState, SessionTransaction, UOWTransaction

from clinic_portal.foundation.database.flight import Flight, Link, Soon
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
        self._link: Link | None = None
        self._hot = False
        self.flight = Flight(self._linked)

    @property
    def clinic_id(self) -> int | None:
        return self._clinic_id

    def soon(self, text: str, values: dict[str, Any]) -> Soon:
        """A reviewed statement that goes with the next one, after all that was written so far."""
        self.flush()
        self._linked()
        return self.flight.soon(text, values)

    def connection(self, *arguments: Any, **options: Any) -> Connection:
        """As ever; whoever speaks to it comes after what was asked for soon."""
        self.flight.go()
        return super().connection(*arguments, **options)

    def begin_nested(self) -> SessionTransaction:
        self.flight.go()
        return super().begin_nested()

    def commit(self) -> None:
        """What waits goes in one flight with the COMMIT; then there is none left for SQLAlchemy to send."""
        self.flush()
        self.flight.commit()
        super().commit()

    def begin_soon(self, connection: Connection) -> None:
        """Begin a transaction of this clinic: at once, or in one flight with the hot statement that it is for."""
        if not self._hot or self._clinic_id is None:
            enter_clinic(connection, self._clinic_id)
            return
        self.flight.soon("BEGIN")
        self.flight.soon(_place(self._clinic_id), prepare=False)

    def forget_link(self) -> None:
        self._link = None
        self.flight.forget()

    def _linked(self) -> Link:
        """The driver's own connection, in a transaction that has begun or will with the next flight."""
        if self._link is None:
            self._hot = True
            try:
                self._link = _driver(super().connection())
            finally:
                self._hot = False
        return self._link

    def _past_the_wall(self, *_: Any, **__: Any) -> None:
        raise UnreviewedStatement("the old bulk methods pass no wall: use execute(insert(Model), rows)")

    bulk_save_objects = bulk_insert_mappings = bulk_update_mappings = _past_the_wall


def enter_clinic(connection: Connection, clinic_id: int | None) -> None:
    """Begin a transaction in which row security knows the clinic: one round trip, a literal, gone with the commit."""
    begin = "BEGIN" if clinic_id is None else f"BEGIN; {_place(clinic_id)}"
    _driver(connection).execute(begin, prepare=False)


def _place(clinic_id: int) -> str:
    return f"SET LOCAL app.clinic_id = '{int(clinic_id)}'"


def _driver(connection: Connection) -> Link:
    driver = cast(Link | None, connection.connection.dbapi_connection)
    if driver is None:
        raise RuntimeError("the connection was closed")
    return driver


@event.listens_for(TenantSession, "after_begin")
def _enter(session: TenantSession, transaction: SessionTransaction, connection: Connection) -> None:
    if transaction.parent is None:
        session.begin_soon(connection)


@event.listens_for(TenantSession, "after_transaction_end")
def _leave(session: TenantSession, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.forget_link()


@event.listens_for(TenantSession, "after_soft_rollback")
def _unmake(session: TenantSession, _transaction: SessionTransaction) -> None:
    session.flight.forget()


@event.listens_for(TenantSession, "before_commit")
def _before_commit(session: TenantSession) -> None:
    session.flight.go()


@event.listens_for(TenantSession, "do_orm_execute")
def _wall(state: ORMExecuteState) -> None:
    session = state.session
    if isinstance(session, TenantSession):
        session.flight.go()
    let_through(state, session.clinic_id if isinstance(session, TenantSession) else None)


@event.listens_for(TenantSession, "before_flush")
def _own(session: TenantSession, _context: UOWTransaction, _instances: Any) -> None:
    session.flight.go()
    for row in (*session.new, *session.dirty, *session.deleted):
        if not isinstance(row, OwnedByClinic):
            continue
        if session.clinic_id is None:
            raise NoClinic(f"outside of every clinic: {type(row).__name__}")
        if cast(int | None, row.clinic_id) is None:
            row.clinic_id = session.clinic_id
        if row.clinic_id != session.clinic_id:
            raise OtherClinic(f"{type(row).__name__} of clinic {row.clinic_id} in the session of {session.clinic_id}")
