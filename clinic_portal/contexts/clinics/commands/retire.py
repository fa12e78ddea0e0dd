"""Take a part of the house out of use, or into use again; nothing is deleted."""

from sqlalchemy import select

from clinic_portal.contexts.clinics.held import ROWS, held, held_profile
from clinic_portal.contexts.clinics.models import Branch, Practitioner, Room
from clinic_portal.contracts.clinics import (
    BranchReopened,
    BranchRetired,
    LastBranch,
    Part,
    PractitionerReopened,
    PractitionerRetired,
    Reopen,
    Retire,
    RoomReopened,
    RoomRetired,
)
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.events import Event, publish
from clinic_portal.foundation.work import current_work

AnyRow = Branch | Room | Practitioner


def retire(command: Retire) -> None:
    """Raises NotFound, Stale or LastBranch; retired already is as well."""
    if command.part is Part.BRANCH:
        held_profile()
    row: AnyRow = held(ROWS[command.part], command.id, command.version)  # type: ignore[type-var]  # one of the three
    if row.retired_at is None:
        if isinstance(row, Branch) and not _others(row):
            raise LastBranch
        row.retired_at = now()
        _written(_retired(row))


def reopen(command: Reopen) -> None:
    """Raises NotFound or Stale."""
    row: AnyRow = held(ROWS[command.part], command.id, command.version)  # type: ignore[type-var]  # one of the three
    if row.retired_at is not None:
        row.retired_at = None
        _written(_reopened(row))


def _others(branch: Branch) -> bool:
    others = select(Branch.id).where(Branch.id != branch.id, Branch.retired_at.is_(None)).limit(1)
    return current_work().scalar(others) is not None


def _written(fact: Event) -> None:
    current_work().flush()
    publish(fact)


def _retired(row: AnyRow) -> Event:
    if isinstance(row, Branch):
        return BranchRetired(branch_id=row.id)
    if isinstance(row, Room):
        return RoomRetired(room_id=row.id, branch_id=row.branch_id)
    return PractitionerRetired(practitioner_id=row.id, branch_id=row.branch_id)


def _reopened(row: AnyRow) -> Event:
    if isinstance(row, Branch):
        return BranchReopened(branch_id=row.id)
    if isinstance(row, Room):
        return RoomReopened(room_id=row.id, branch_id=row.branch_id)
    return PractitionerReopened(practitioner_id=row.id, branch_id=row.branch_id)
