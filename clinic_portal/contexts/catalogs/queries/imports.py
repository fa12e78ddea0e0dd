"""Files that a clinic brought, without their content."""

from typing import Any

from sqlalchemy import select

from clinic_portal.contexts.catalogs.models import ClinicCatalogChange, ClinicImport
from clinic_portal.contracts.catalogs import CatalogImport, CatalogKind
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work

_LATEST = 20
_CHANGE = ClinicCatalogChange.id == ClinicImport.change_id
_BRIEF = (
    ClinicImport.id,
    ClinicImport.kind,
    ClinicImport.file_name,
    ClinicImport.form,
    ClinicImport.size,
    ClinicImport.state,
    ClinicImport.resets,
    ClinicImport.rows,
    ClinicImport.expected,
    ClinicImport.added,
    ClinicImport.changed,
    ClinicImport.unchanged,
    ClinicImport.reset,
    ClinicImport.fault_count,
    ClinicImport.content.is_not(None).label("has_file"),
    ClinicImport.checked_anew,
    ClinicImport.change_id,
    ClinicCatalogChange.undone_by.is_not(None).label("undone"),
    ClinicImport.made_at,
    ClinicImport.made_by,
)


def latest(kind: CatalogKind) -> tuple[CatalogImport, ...]:
    """Newest first, without faults and preview."""
    found = select(*_BRIEF).outerjoin(ClinicCatalogChange, _CHANGE).where(ClinicImport.kind == kind.value)
    ordered = found.order_by(ClinicImport.id.desc()).limit(_LATEST)
    return tuple(_shown(row) for row in current_work().execute(ordered))


def brief(import_id: int) -> CatalogImport:
    """One of them; raises NotFound."""
    return _one(select(*_BRIEF), import_id)


def get(import_id: int) -> CatalogImport:
    """One, with what its dry run found; raises NotFound."""
    return _one(select(*_BRIEF, ClinicImport.faults, ClinicImport.preview), import_id)


def _one(found: Any, import_id: int) -> CatalogImport:
    asked = found.outerjoin(ClinicCatalogChange, _CHANGE).where(ClinicImport.id == import_id)
    row = current_work().execute(asked).one_or_none()
    if row is None:
        raise NotFound
    return _shown(row)


def _shown(row: Any) -> CatalogImport:
    return CatalogImport.model_validate(row._asdict())
