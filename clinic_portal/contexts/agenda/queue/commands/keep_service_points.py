"""Add a named place where patients are called to, and take one out of use."""

from sqlalchemy import select

from clinic_portal.contexts.agenda.queue.models import ServicePointRow
from clinic_portal.contracts.agenda import AddServicePoint, PointNameTaken, RetireServicePoint, ServicePoint
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.naming import named_once
from clinic_portal.foundation.refusals import NotFound, Stale
from clinic_portal.foundation.work import current_work


def add_service_point(command: AddServicePoint, house: ClinicDirectory) -> ServicePoint:
    """Raises NotFound or PointNameTaken."""
    if command.branch_id not in {branch.id for branch in house.branches}:
        raise NotFound
    row = ServicePointRow(branch_id=command.branch_id, name=command.name)
    with named_once(PointNameTaken, "uq_service_point_name"):
        current_work().add(row)
    return _view(row)


def retire_service_point(command: RetireServicePoint) -> None:
    """Raises NotFound or Stale."""
    row: ServicePointRow | None = current_work().scalar(
        select(ServicePointRow).where(ServicePointRow.id == command.point_id).with_for_update()
    )
    if row is None:
        raise NotFound
    if row.version != command.version:
        raise Stale(_view(row))
    row.retired_at = row.retired_at or now()


def _view(row: ServicePointRow) -> ServicePoint:
    return ServicePoint(
        id=row.id,
        branch_id=row.branch_id,
        name=row.name,
        version=row.version,
        retired=row.retired_at is not None,
    )
