"""One unit of work: one transaction, in one clinic; who opens it closes it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar, cast

from clinic_portal.foundation.database import TenantSession, db
from clinic_portal.foundation.tenancy import Scope, current_scope

Answer = TypeVar("Answer")
_shared: ContextVar[Scope | None] = ContextVar("shared", default=None)


@contextmanager
def work() -> Iterator[TenantSession]:
    """A session of the entered clinic; commits at the end, rolls back when something is raised.

    Inside another work of the same stay in the clinic it joins that one. Reads end with the same COMMIT: a rollback
    would make the driver forget its prepared statements.
    """
    session = cast(TenantSession, db.session())
    if session.depth == 0 and _shared.get() is current_scope():
        session.depth = 1
    session.depth += 1
    try:
        yield session
        if session.depth == 1:
            session.commit()
            _run_after_commit(session)
    except BaseException:
        if session.depth == 1:
            session.rollback()
        raise
    finally:
        session.depth -= 1
        if session.depth == 0:
            db.session.remove()


@contextmanager
def one_work() -> Iterator[None]:
    """All works of the block are one, in this stay: the first opens it, the end of the block commits it.

    For a page that asks several doors: it sees one moment of the database, and pays for one transaction.
    """
    token = _shared.set(current_scope())
    try:
        yield
        _end_shared()
    except BaseException:
        if db.session.registry.has():
            db.session.rollback()
        raise
    finally:
        _shared.reset(token)
        if db.session.registry.has():
            db.session.remove()


def _end_shared() -> None:
    if db.session.registry.has():
        session = cast(TenantSession, db.session())
        session.commit()
        _run_after_commit(session)


def current_work() -> TenantSession:
    """The open work's session; raises RuntimeError when none is open."""
    session = cast(TenantSession, db.session())
    if session.depth == 0:
        db.session.remove()
        raise RuntimeError("no work is open: use `with work() as session`")
    return session


def after_commit(action: Callable[[], None]) -> None:
    """Do something once the open work is committed, such as dropping a cached view; not when it is rolled back."""
    current_work().info.setdefault("after_commit", []).append(action)


def _run_after_commit(session: TenantSession) -> None:
    for action in session.info.pop("after_commit", []):
        action()
