"""A worker checks a big file, and says meanwhile how far it has come."""

from sqlalchemy import Select, select, update

from clinic_portal.contexts.catalogs.files.bringing import opened, planned, write_down
from clinic_portal.contexts.catalogs.models import ClinicImport
from clinic_portal.contracts.catalogs import ImportState
from clinic_portal.foundation.work import work

_OPEN = (ImportState.UPLOADED.value, ImportState.CHECKING.value)


def check_import(import_id: int) -> None:
    """No work is open while the rows are read, so that the progress shows; may run twice."""
    row = _begun(import_id)
    if row is None or row.content is None:
        return
    found = planned(row, opened(row.content, row.language).rows, lambda rows: _tell(import_id, rows))
    with work() as session:
        kept = session.scalars(_waiting(import_id).with_for_update()).one_or_none()
        if kept:
            write_down(kept, found)


def _begun(import_id: int) -> ClinicImport | None:
    with work() as session:
        row = session.scalars(_waiting(import_id)).one_or_none()
        if row:
            row.state, row.rows = ImportState.CHECKING.value, 0
            session.flush()
            session.refresh(row)
            session.expunge(row)
        return row


def _tell(import_id: int, rows: int) -> None:
    with work() as session:
        session.execute(
            update(ClinicImport)
            .where(ClinicImport.id == import_id, ClinicImport.state == ImportState.CHECKING.value)
            .values(rows=rows)
            .execution_options(synchronize_session=False)
        )


def _waiting(import_id: int) -> Select[ClinicImport]:
    return select(ClinicImport).where(ClinicImport.id == import_id, ClinicImport.state.in_(_OPEN))
