"""Hot statements: reviewed ones written out once for the driver, run in the open work without the ORM around them."""

from functools import cached_property
from typing import Any

from sqlalchemy import CompoundSelect, Select
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from clinic_portal.foundation.database.flight import Rows, Soon
from clinic_portal.foundation.database.session import TenantSession
from clinic_portal.foundation.database.walls import REVIEWED, UnreviewedStatement
from clinic_portal.foundation.tenancy import NoClinic


class HotRead:
    """A statement that names `:clinic_id` itself; its values and columns are plain types that the driver knows.

    The clinic is always the session's own, and row security holds as for every other statement.
    """

    def __init__(self, statement: Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]) -> None:
        if not statement.get_execution_options().get(REVIEWED):
            raise UnreviewedStatement(f"mark it with execution_options({REVIEWED}='why')")
        self.statement = statement

    @cached_property
    def _text(self) -> tuple[str, dict[str, Any]]:
        compiled = self.statement.compile(dialect=PGDialect_psycopg())  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped
        if "clinic_id" not in compiled.params:
            raise UnreviewedStatement("a hot read is bound to :clinic_id")
        return str(compiled), compiled.params

    def soon(self, session: TenantSession, **values: Any) -> Soon:
        """On its way with the next statement, after what the session holds is written."""
        text, defaults = self._text
        return _soon(session, text, {**defaults, **values})

    def rows(self, session: TenantSession, **values: Any) -> Rows:
        """All rows, as tuples, now."""
        return self.soon(session, **values).rows()


class HotWrite:
    """A statement that writes rows of the entered clinic, and names `%(clinic_id)s` itself; `reviewed` says why."""

    def __init__(self, text: str, reviewed: str) -> None:
        if not reviewed or "%(clinic_id)s" not in text:
            raise UnreviewedStatement("a hot write says why it may be one, and is bound to %(clinic_id)s")
        self._text = text

    def soon(self, session: TenantSession, **values: Any) -> Soon:
        """On its way with the next statement or the commit, after what the session holds is written."""
        return _soon(session, self._text, values)

    def rows(self, session: TenantSession, **values: Any) -> Rows:
        """What it returns, now."""
        return self.soon(session, **values).rows()


def _soon(session: TenantSession, text: str, values: dict[str, Any]) -> Soon:
    if session.clinic_id is None:
        raise NoClinic("outside of every clinic: a hot statement")
    return session.soon(text, {**values, "clinic_id": session.clinic_id})
