"""The first wall: what the session lets through, and how a clinic-owned table is found in a statement."""

from collections.abc import Mapping
from typing import cast

from sqlalchemy import Alias, Insert, Table, TextClause
from sqlalchemy.orm import ORMExecuteState, with_loader_criteria
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.expression import ColumnClause, TableClause
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


def raw_parts(statement: ClauseElement) -> set[str]:
    """What gets no clinic's predicate from the ORM: text, made-up tables, and owned tables that only Core names."""
    made_up: set[str] = set()
    bare: set[str] = set()
    mapped: set[str] = set()
    for part in iterate(statement):
        if isinstance(part, TextClause) or (isinstance(part, TableClause) and not isinstance(part, Table)):
            made_up.add(str(part)[:80])
        elif owned := _owned_name(part.table if isinstance(part, ColumnClause) else part):
            (mapped if _is_mapped(part) else bare).add(owned)
    return made_up | (bare - mapped)


def _owned_name(source: object) -> str:
    table = source.element if isinstance(source, Alias) else source
    return str(table) if isinstance(table, Table) and table.info.get("clinic_owned") else ""


def _is_mapped(part: object) -> bool:
    return "parententity" in part._annotations  # type: ignore[attr-defined]  # noqa: SLF001  # no public way to ask


def _clauses(state: ORMExecuteState) -> ClauseElement:
    return cast(ClauseElement, state.statement)


def _guard_unreviewed(state: ORMExecuteState) -> None:
    if state.is_relationship_load or state.is_column_load or (state.is_insert and state.is_orm_statement):
        return
    if raw := raw_parts(_clauses(state)):
        raise UnreviewedStatement(f"mark it with execution_options({REVIEWED}='why'): {', '.join(sorted(raw))}")


def let_through(state: ORMExecuteState, clinic_id: int | None) -> None:
    """Refuse what is unreviewed or outside a clinic; add the clinic's predicate to the rest."""
    if state.execution_options.get(REVIEWED):
        return
    _guard_unreviewed(state)
    if clinic_id is None:
        if owned := owned_tables(_clauses(state)):
            raise NoClinic(f"outside of every clinic: {', '.join(sorted(owned))}")
        return
    if state.is_insert:
        _guard_insert(state)
    _guard_rows(state, clinic_id)
    if state.is_insert:
        return
    state.statement = state.statement.options(
        with_loader_criteria(
            OwnedByClinic,
            lambda cls: cls.clinic_id == clinic_id,
            include_aliases=True,
            propagate_to_loaders=True,
        )
    )


def _guard_insert(state: ORMExecuteState) -> None:
    source = getattr(state.statement, "select", None)
    if source is not None and (owned_tables(source) or raw_parts(source)):
        raise UnreviewedStatement("INSERT … SELECT gets no clinic's predicate from the ORM")


def _guard_rows(state: ORMExecuteState, clinic_id: int) -> None:
    """Rows that are written by value name this clinic or none."""
    table = getattr(state.statement, "table", None)
    if table is None or not table.info.get("clinic_owned"):
        return
    for other in _named_clinics(state):
        if other != clinic_id:
            raise OtherClinic(f"{table.fullname}: clinic {other} in the session of clinic {clinic_id}")


def _named_clinics(state: ORMExecuteState) -> list[object]:
    if state.parameters:
        rows = [state.parameters] if isinstance(state.parameters, Mapping) else state.parameters
        return [row["clinic_id"] for row in rows if "clinic_id" in row]
    if not state.is_insert:
        return []
    inline = cast("Insert", state.statement).compile().params
    return [value for name, value in inline.items() if name == "clinic_id" or name.startswith("clinic_id_m")]
