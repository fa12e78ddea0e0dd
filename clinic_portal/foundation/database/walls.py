"""The first wall: what the session lets through, and how a clinic-owned table is found in a statement."""

from sqlalchemy import Table, TextClause
from sqlalchemy.orm import ORMExecuteState, with_loader_criteria
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.visitors import iterate

from clinic_portal.foundation.database.owned import OwnedByClinic
from clinic_portal.foundation.tenancy import NoClinic

REVIEWED = "reviewed"
"""Execution option of a statement that carries its own clinic predicate; its value says why it may."""


class UnreviewedStatement(RuntimeError):
    """A Core or text statement that nobody has marked as reviewed."""


class OtherClinic(RuntimeError):
    """An object of one clinic in the session of another."""


def owned_tables(statement: ClauseElement) -> set[str]:
    """Names of the clinic-owned tables anywhere in a statement, sub-queries included."""
    return {str(table) for table in iterate(statement) if isinstance(table, Table) and table.info.get("clinic_owned")}


def _guard_unreviewed(state: ORMExecuteState) -> None:
    statement = state.statement
    if isinstance(statement, TextClause) or (not state.is_orm_statement and owned_tables(statement)):
        raise UnreviewedStatement(f"mark it with execution_options({REVIEWED}='why'): {str(statement)[:80]}")


def let_through(state: ORMExecuteState, clinic_id: int | None) -> None:
    """Refuse what is unreviewed or outside a clinic; add the clinic's predicate to the rest."""
    if state.execution_options.get(REVIEWED):
        return
    _guard_unreviewed(state)
    if clinic_id is None:
        if owned := owned_tables(state.statement):
            raise NoClinic(f"outside of every clinic: {', '.join(sorted(owned))}")
        return
    if state.is_insert:
        _guard_insert(state, clinic_id)
        return
    state.statement = state.statement.options(
        with_loader_criteria(
            OwnedByClinic,
            lambda cls: cls.clinic_id == clinic_id,
            include_aliases=True,
            propagate_to_loaders=True,
        )
    )


def _guard_insert(state: ORMExecuteState, clinic_id: int) -> None:
    table = getattr(state.statement, "table", None)
    if table is None or not table.info.get("clinic_owned"):
        return
    given = state.parameters if isinstance(state.parameters, list) else [state.parameters or {}]
    inline = state.statement.compile().params if not state.parameters else {}
    for row in given:
        other = {**inline, **row}.get("clinic_id", clinic_id)
        if other != clinic_id:
            raise OtherClinic(f"{table.fullname}: clinic {other} in the session of clinic {clinic_id}")
