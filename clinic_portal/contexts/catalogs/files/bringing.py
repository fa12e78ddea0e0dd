"""The file that an import keeps: opened within bounds, and what was planned from it written down."""

from collections.abc import Iterable
from itertools import chain, islice

from flask_babel import force_locale

from clinic_portal.contexts.catalogs.files import plan
from clinic_portal.contexts.catalogs.files.plan import Plan, Tell
from clinic_portal.contexts.catalogs.models import ClinicImport
from clinic_portal.contracts.catalogs import (
    LARGEST_FILE,
    MOST_ROWS,
    PREVIEWED,
    CatalogKind,
    FaultKind,
    ImportState,
    UnreadableFile,
)
from clinic_portal.foundation.tables import Limits, Row, Table, UnreadableTable, read_table

SMALL = 1000
"""Rows up to which a file is checked and applied while its visitor waits."""
_LIMITS = Limits(size=LARGEST_FILE, unpacked=64 * 1024 * 1024, rows=MOST_ROWS + 1, columns=100)


def opened(content: bytes, language: str) -> Table:
    """The table in the file; raises UnreadableFile."""
    try:
        table = read_table(content, limits=_LIMITS)
        rows = iter(table.rows)
        first = list(islice(rows, 1))
    except UnreadableTable as error:
        with force_locale(language):
            raise UnreadableFile(str(error.message)) from None
    return table._replace(rows=chain(first, rows))


def begun(rows: Iterable[Row]) -> tuple[Iterable[Row], bool]:
    """The rows from the first on, and whether there are more of them than a visitor waits for."""
    kept: list[Row] = []
    try:
        kept.extend(islice(rows, SMALL + 2))
    except UnreadableTable as error:
        return chain(kept, map(_raised, (error,))), False
    return kept, len(kept) > SMALL + 1


def _raised(error: UnreadableTable) -> Row:
    raise error


def planned(row: ClinicImport, rows: Iterable[Row], tell: Tell = lambda _rows: None) -> Plan:
    """What the file would do."""
    with force_locale(row.language):
        return plan.made(CatalogKind(row.kind), rows, resets=row.resets, tell=tell)


def write_down(row: ClinicImport, found: Plan) -> None:
    """Keep what the dry run found."""
    row.state = _state(found).value
    row.rows, row.added, row.unchanged = found.rows, found.added, found.unchanged
    row.changed, row.reset = len(found.wanted) - found.added, len(found.resets)
    row.fault_count = found.fault_count
    row.faults = [fault.model_dump(mode="json", exclude_defaults=True) for fault in found.faults]
    row.preview = [one.model_dump(mode="json") for one in islice(found.planned, PREVIEWED)]
    row.digest = found.digest


def _state(found: Plan) -> ImportState:
    if any(fault.kind is FaultKind.UNREADABLE and not fault.row for fault in found.faults):
        return ImportState.FAILED
    return ImportState.FAULTY if found.fault_count else ImportState.CHECKED
